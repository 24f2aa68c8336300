package dev.sluice.intake;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sluice.pipeline.PipelineProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a group of consumers reads.
 *
 * @param id the name of its containers, unique in the process
 * @param groupId its consumer group
 * @param topics the topics; empty if there is a pattern
 * @param topicPattern the pattern of the topics' names
 * @param concurrency the number of consumers
 * @param main whether it is a pipeline's own way; any other is started when it has
 * something to do, and begins with the first record
 */
public record IntakeSource(String id, String groupId, List<String> topics, @Nullable Pattern topicPattern,
		int concurrency, boolean main) {

	private static final String OWN_TOPICS = "(?!.*-(?:dlt|failed-inserts)$)"
			+ "(?!sluice-(?:control|journal|replays|schema-history)$)(?!__)";

	public IntakeSource {
		topics = List.copyOf(topics);
	}

	/**
	 * Whether it reads a topic.
	 */
	public boolean reads(String topic) {
		return (this.topicPattern != null) ? this.topicPattern.matcher(topic).matches() : this.topics.contains(topic);
	}

	/**
	 * What a pipeline reads. Its pattern leaves out the topics that Sluice writes itself,
	 * which would be read and written again for ever.
	 */
	public static IntakeSource of(String name, PipelineProperties pipeline) {
		Pattern pattern = pipeline.topicPattern();
		String letters = pipeline.writtenTopics(name).stream().map(IntakeSource::but).collect(Collectors.joining());
		Pattern others = (pattern != null)
				? Pattern.compile(OWN_TOPICS + letters + "(?:" + pattern.pattern() + ")", pattern.flags()) : null;
		return new IntakeSource(name, pipeline.groupId(name), pipeline.topics(), others, pipeline.concurrency(), true);
	}

	private static String but(String topic) {
		return "(?!\\Q" + topic.replace("{topic}", "\\E.*\\Q") + "\\E$)";
	}

}
