package dev.sluice.repeater;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How dead letters are replayed.
 *
 * @param rate the most dead letters that are replayed per second and pipeline
 */
@ConfigurationProperties("sluice.replay")
public record ReplayProperties(@DefaultValue("1000") int rate) {

	public ReplayProperties {
		if (rate < 1) {
			throw new InvalidConfigurationPropertyValueException("rate", rate, "Must be at least 1.");
		}
	}

}
