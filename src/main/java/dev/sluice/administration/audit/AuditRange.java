package dev.sluice.administration.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What of partitions is to be audited.
 *
 * @param from where it begins, if that is said
 * @param to where it ends, if that is said
 */
record AuditRange(@Nullable AuditBound from, @Nullable AuditBound to) {

	/** Everything. */
	static final AuditRange ALL = new AuditRange(null, null);

	/**
	 * A range.
	 * @throws IllegalArgumentException if it ends before it begins
	 */
	static AuditRange of(@Nullable AuditBound from, @Nullable AuditBound to) {
		if (from != null && to != null) {
			requireOrder(from, to);
		}
		return new AuditRange(from, to);
	}

	private static void requireOrder(AuditBound from, AuditBound to) {
		Instant begin = from.time();
		Instant end = to.time();
		if (begin != null && end != null && !begin.isBefore(end)) {
			throw new IllegalArgumentException("the range ends at %s, but begins at %s".formatted(end, begin));
		}
		from.offsets().forEach((partition, first) -> {
			long last = to.offsets().getOrDefault(partition, Long.MAX_VALUE);
			if (first > last) {
				throw new IllegalArgumentException(
						"the range ends at %s, but begins at offset %d".formatted(partition.at(last), first));
			}
		});
	}

	/**
	 * The bounds that are said.
	 */
	List<AuditBound> bounds() {
		return Stream.of(this.from, this.to).filter(Objects::nonNull).toList();
	}

}
