package dev.sluice.repeater;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How dead letters are replayed.
 *
 * @param rate the most dead letters that are replayed per second and pipeline, unless a
 * replay is begun with another rate
 * @param topic compacted topic that tells which dead letters have been replayed; created
 * with the first replay
 */
@ConfigurationProperties("sluice.replay")
public record ReplayProperties(@DefaultValue("1000") int rate, @DefaultValue("sluice-replays") String topic) {

	public ReplayProperties {
		if (rate < 1) {
			throw new InvalidConfigurationPropertyValueException("rate", rate, "Must be at least 1.");
		}
		if (topic.isBlank()) {
			throw new InvalidConfigurationPropertyValueException("topic", topic, "Must be the name of a topic.");
		}
	}

}
