package dev.sluice.administration.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Where the audit of partitions begins or ends: at a time, or at an offset of each.
 *
 * @param time records from this time on; {@code null} if there are offsets
 * @param offsets an offset for each partition that is named
 */
record AuditBound(@Nullable Instant time, Map<SourcePartition, Long> offsets) {

	private static final Pattern POSITION = Pattern.compile("(.+)/(\\d{1,9})@(\\d{1,18})");

	AuditBound {
		offsets = Map.copyOf(offsets);
	}

	/**
	 * Reads a bound.
	 * @param text a time such as {@code 2026-11-21T18:00:00Z}, a duration such as
	 * {@code 1h} or {@code PT1H} for that long ago, or positions such as
	 * {@code orders/0@1000,orders/1@900}
	 * @param now the time from which a duration counts
	 * @throws IllegalArgumentException if it is none of these, or a time that is not
	 * between 1970 and now
	 */
	static @Nullable AuditBound parse(@Nullable String text, Instant now) {
		if (text == null || text.isBlank()) {
			return null;
		}
		return text.contains("@") ? new AuditBound(null, positions(text)) : new AuditBound(time(text, now), Map.of());
	}

	private static Map<SourcePartition, Long> positions(String text) {
		Map<SourcePartition, Long> offsets = new HashMap<>();
		for (String position : text.split(",", -1)) {
			Matcher matcher = POSITION.matcher(position.strip());
			if (!matcher.matches()) {
				throw new IllegalArgumentException("'" + position + "' is no position, such as orders/0@1000");
			}
			offsets.put(new SourcePartition(matcher.group(1), Integer.parseInt(matcher.group(2))),
					Long.parseLong(matcher.group(3)));
		}
		return offsets;
	}

	private static Instant time(String text, Instant now) {
		Instant time = timeOrAgo(text, now);
		if (time.isAfter(now)) {
			throw new IllegalArgumentException("'" + text + "' is after now, which is " + now);
		}
		if (time.isBefore(Instant.EPOCH)) {
			throw new IllegalArgumentException("'" + text + "' is before 1970");
		}
		return time;
	}

	private static Instant timeOrAgo(String text, Instant now) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			try {
				return now.minus(DurationStyle.detectAndParse(text));
			}
			catch (IllegalArgumentException none) {
				throw new IllegalArgumentException("'" + text + "' is no time such as 2026-11-21T18:00:00Z, no"
						+ " duration such as 1h, and no position such as orders/0@1000", none);
			}
			catch (ArithmeticException | DateTimeException tooLong) {
				throw new IllegalArgumentException("'" + text + "' is before 1970", tooLong);
			}
		}
	}

}
