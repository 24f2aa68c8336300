package dev.sluice.administration.doctor;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.core.env.Environment;

/**
 * The topics by which the instances of a pipeline speak to each other: they are read,
 * written, and created if they are missing.
 */
record OwnTopics(Map<String, String> properties) {

	static final OwnTopics STANDARD = new OwnTopics(Map.of("sluice.administration.control.topic", "sluice-control",
			"sluice.administration.journal.topic", "sluice-journal"));

	/**
	 * Their names, each with the property that gives it.
	 */
	Map<String, String> of(Environment environment) {
		Map<String, String> topics = new TreeMap<>();
		this.properties.forEach((property, name) -> topics.put(environment.getProperty(property, name), property));
		return topics;
	}

}
