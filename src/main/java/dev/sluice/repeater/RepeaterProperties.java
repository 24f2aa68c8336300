package dev.sluice.repeater;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How failed inserts are inserted again.
 *
 * @param enabled whether this instance repeats failed inserts
 * @param interval how often the repeater looks for failed inserts that are due
 * @param backoff wait from a failure to the next attempt; doubles with each attempt
 * @param attempts attempts before a failed insert becomes a dead letter
 */
@ConfigurationProperties("sluice.repeater")
public record RepeaterProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration interval,
		@DefaultValue("5m") Duration backoff, @DefaultValue("5") int attempts) {

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
	}

}
