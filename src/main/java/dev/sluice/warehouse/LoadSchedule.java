package dev.sluice.warehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.scheduling.support.CronExpression;

/**
 * The times at which rows are loaded: those of a cron expression, or the multiples of a
 * duration since midnight UTC of 1970-01-01.
 */
public final class LoadSchedule {

	private final @Nullable CronExpression cron;

	private final Duration every;

	private final ZoneId zone;

	private LoadSchedule(@Nullable CronExpression cron, Duration every, ZoneId zone) {
		this.cron = cron;
		this.every = every;
		this.zone = zone;
	}

	/**
	 * Reads a schedule.
	 * @param text a duration such as {@code 15m}, or a cron expression of six fields such
	 * as {@code 0 0 * * * *}
	 * @param zone the time zone of a cron expression
	 * @throws IllegalArgumentException if it is neither
	 */
	public static LoadSchedule parse(String text, ZoneId zone) {
		if (!text.contains(" ") && !text.startsWith("@")) {
			Duration every = DurationStyle.detectAndParse(text);
			if (every.isNegative() || every.toMillis() == 0) {
				throw new IllegalArgumentException("'" + text + "' must be longer than nothing");
			}
			return new LoadSchedule(null, every, zone);
		}
		return new LoadSchedule(CronExpression.parse(text), Duration.ZERO, zone);
	}

	/**
	 * The first of its times after a moment.
	 */
	public Instant next(Instant after) {
		CronExpression expression = this.cron;
		if (expression == null) {
			long millis = this.every.toMillis();
			return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), millis) + 1) * millis);
		}
		ZonedDateTime next = expression.next(after.truncatedTo(ChronoUnit.MILLIS).atZone(this.zone));
		return (next != null) ? next.toInstant() : Instant.MAX;
	}

}
