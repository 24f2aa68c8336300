package dev.sluice.administration.monitoring;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes metrics as lines of DogStatsD: {@code PREFIX.NAME:VALUE|TYPE|#k:v,k:v}.
 */
final class StatsdLines {

	private final String prefix;

	private final StatsdNames names;

	private final String tags;

	StatsdLines(String prefix, StatsdNames names, Map<String, String> tags) {
		this.prefix = prefix;
		this.names = names;
		this.tags = tags.entrySet()
			.stream()
			.map((tag) -> tag.getKey() + ":" + tag.getValue())
			.collect(Collectors.joining(","));
	}

	List<String> of(StatsdSnapshot snapshot) {
		return this.names.metrics(snapshot).stream().map(this::line).toList();
	}

	private String line(StatsdNames.Metric metric) {
		return this.prefix + "." + metric.name() + ":" + metric.value() + "|" + metric.type() + "|#" + this.tags;
	}

}
