package dev.sluice.administration.doctor;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.core.env.Environment;

/**
 * The topics by which the instances of a pipeline speak to each other: they are read,
 * written, and created if they are missing.
 *
 * @param features what has such a topic, by the prefix of its properties, and the topic's
 * standard name
 */
record OwnTopics(Map<String, String> features) {

	static final OwnTopics STANDARD = new OwnTopics(Map.of("sluice.administration.control", "sluice-control",
			"sluice.administration.journal", "sluice-journal", "sluice.administration.schema-history",
			"sluice-schema-history", "sluice.replay", "sluice-replays"));

	/**
	 * The names of those that are used, each with the property that gives it.
	 */
	Map<String, String> of(Environment environment) {
		Map<String, String> topics = new TreeMap<>();
		this.features.forEach((prefix, standard) -> {
			if (environment.getProperty(prefix + ".enabled", Boolean.class, true)) {
				topics.put(environment.getProperty(prefix + ".topic", standard), prefix + ".topic");
			}
		});
		return topics;
	}

}
