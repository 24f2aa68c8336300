package dev.sluice.repeater;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How failed inserts are inserted again.
 *
 * @param enabled whether this instance repeats failed inserts
 * @param interval how often the repeater looks for failed inserts that are due
 * @param backoff wait from a failure to the next attempt; doubles with each attempt
 * @param attempts attempts before a failed insert is given up
 * @param deadEnd where bad rows of failed inserts that are given up go: a directory, or a
 * place in Cloud Storage such as gs://bucket/path; a dead-letter topic by default
 * @param deadEndTopic topic for the same, alone or besides
 * @param buffer how many bad rows make a file of the dead end
 * @param window how long the first bad row of a file waits for others
 */
@ConfigurationProperties("sluice.repeater")
public record RepeaterProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration interval,
		@DefaultValue("5m") Duration backoff, @DefaultValue("5") int attempts, @Nullable String deadEnd,
		@Nullable String deadEndTopic, @DefaultValue("20") int buffer, @DefaultValue("20s") Duration window) {

	public RepeaterProperties {
		if (interval.isNegative() || interval.isZero()) {
			throw new InvalidConfigurationPropertyValueException("interval", interval, "Must be longer than nothing.");
		}
		if (backoff.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("backoff", backoff, "Must not be negative.");
		}
		if (attempts < 1) {
			throw new InvalidConfigurationPropertyValueException("attempts", attempts, "Must be at least 1.");
		}
		checkDeadEnd(deadEnd);
		if (buffer < 1) {
			throw new InvalidConfigurationPropertyValueException("buffer", buffer, "Must be at least 1.");
		}
		if (window.isNegative() || window.isZero()) {
			throw new InvalidConfigurationPropertyValueException("window", window, "Must be longer than nothing.");
		}
	}

	private static void checkDeadEnd(@Nullable String place) {
		try {
			if (place != null && BucketUrl.looksLikeOne(place)) {
				BucketUrl.parse(place);
			}
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("dead-end", place, ex.getMessage() + ".");
		}
	}

}
