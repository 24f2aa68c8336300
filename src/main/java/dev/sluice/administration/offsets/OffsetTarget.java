package dev.sluice.administration.offsets;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.record.SourcePartition;

/**
 * Where offsets are moved to.
 */
@FunctionalInterface
interface OffsetTarget {

	/** Digits alone are an offset. */
	Pattern OFFSET = Pattern.compile("\\d{1,18}");

	/**
	 * The offset for each of some partitions, from its begin to its end.
	 * @throws OperationRefusedException if a partition has no such offset
	 */
	Map<SourcePartition, Long> in(Collection<PartitionOffsets> partitions, GroupOffsets kafka);

	/**
	 * Reads a target.
	 * @param text {@code earliest}, {@code latest}, an offset, a time such as
	 * {@code 2026-01-31T12:00:00Z}, or a duration before now such as {@code PT2H}
	 * @param now the present time
	 * @throws OperationRefusedException if it is none of these
	 */
	static OffsetTarget parse(String text, Instant now) {
		if (text.equals("earliest")) {
			return (partitions, kafka) -> each(partitions, PartitionOffsets::begin);
		}
		if (text.equals("latest")) {
			return (partitions, kafka) -> each(partitions, PartitionOffsets::end);
		}
		if (OFFSET.matcher(text).matches()) {
			long offset = Long.parseLong(text);
			return (partitions, kafka) -> each(partitions, (partition) -> exactly(offset, partition));
		}
		Instant time = time(text, now);
		return (partitions, kafka) -> kafka.since(time, partitions);
	}

	private static Map<SourcePartition, Long> each(Collection<PartitionOffsets> partitions,
			ToLongFunction<PartitionOffsets> offset) {
		return partitions.stream().collect(Collectors.toMap(PartitionOffsets::partition, offset::applyAsLong));
	}

	private static long exactly(long offset, PartitionOffsets partition) {
		if (offset < partition.begin() || offset > partition.end()) {
			throw new OperationRefusedException(Why.INVALID, "%s has no offset %d: it begins at %d and ends at %d"
				.formatted(partition.partition(), offset, partition.begin(), partition.end()));
		}
		return offset;
	}

	private static Instant time(String text, Instant now) {
		try {
			Instant time = (text.startsWith("P")) ? now.minus(Duration.parse(text))
					: OffsetDateTime.parse(text).toInstant();
			if (time.isBefore(Instant.EPOCH)) {
				throw new OperationRefusedException(Why.INVALID,
						"'" + text + "' is before 1970, where Kafka's times begin: give earliest");
			}
			if (time.isAfter(now)) {
				throw new OperationRefusedException(Why.INVALID, "'" + text + "' is in the future");
			}
			return time;
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw new OperationRefusedException(Why.INVALID,
					"'to' must be earliest, latest, an offset, a time with its zone such as 2026-01-31T12:00:00Z,"
							+ " or a duration before now such as PT2H, and not '" + text + "'");
		}
	}

}
