package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SluiceProperties;
import org.jspecify.annotations.Nullable;

/**
 * Refuses pipelines that would take records from each other or from themselves.
 */
final class PipelineTopicChecks implements StartupCheck {

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		List<Refusal> refusals = new ArrayList<>();
		Map<String, String> groups = new HashMap<>();
		properties.pipelines().forEach((name, pipeline) -> {
			String prefix = "sluice.pipelines." + name + ".";
			String other = groups.putIfAbsent(pipeline.groupId(name), name);
			if (other != null) {
				refusals.add(new Refusal(prefix + "group-id", pipeline.groupId(name),
						"Pipeline '%s' has the same group, so that each would get a part of the records."
							.formatted(other),
						"Leave %sgroup-id out, or give each pipeline a group of its own.".formatted(prefix)));
			}
			ownTopic(prefix + "dead-letter.topic", pipeline.deadLetter().topic(), pipeline, refusals);
			ownTopic(prefix + "failed-inserts.topic", pipeline.failedInserts().topic(), pipeline, refusals);
			ownTopic(prefix + "snowplow.bad-rows.topic", pipeline.snowplow().badRows().topic(), pipeline, refusals);
			distinct(prefix, pipeline, refusals);
		});
		return refusals;
	}

	private static void ownTopic(String property, @Nullable String topic, PipelineProperties pipeline,
			List<Refusal> refusals) {
		if (topic != null && pipeline.topics().contains(topic)) {
			refusals.add(new Refusal(property, topic, "The pipeline reads this topic, so its letters would come back.",
					"Write another topic for %s.".formatted(property)));
		}
	}

	private static void distinct(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		String topic = pipeline.failedInserts().topic();
		if (topic != null && topic.equals(pipeline.deadLetter().topic())) {
			refusals.add(new Refusal(prefix + "failed-inserts.topic", topic,
					"Dead letters go to the same topic, and the repeater would insert them.",
					"Write another topic for %sfailed-inserts.topic.".formatted(prefix)));
		}
	}

}
