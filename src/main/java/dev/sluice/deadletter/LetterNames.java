package dev.sluice.deadletter;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How a pipeline names itself and its letter topics.
 *
 * @param pipeline the pipeline's name
 * @param group its consumer group
 * @param deadLetters the name of its dead-letter topics, in which {@code {topic}} stands
 * for the source topic
 * @param failedInserts the same for its failed-inserts topics
 */
public record LetterNames(String pipeline, String group, String deadLetters, String failedInserts) {

	private static final String SOURCE = "{topic}";

	/**
	 * The names as configured.
	 * @param pipeline the pipeline's name
	 * @param group its consumer group
	 * @param deadLetters the dead-letter topic, by default {@code <topic>-dlt}
	 * @param failedInserts the failed-inserts topic, by default
	 * {@code <topic>-failed-inserts}
	 */
	public static LetterNames of(String pipeline, String group, @Nullable String deadLetters,
			@Nullable String failedInserts) {
		return new LetterNames(pipeline, group, (deadLetters != null) ? deadLetters : SOURCE + "-dlt",
				(failedInserts != null) ? failedInserts : SOURCE + "-failed-inserts");
	}

	/**
	 * The dead-letter topic of a source topic.
	 */
	public String deadLettersOf(String source) {
		return this.deadLetters.replace(SOURCE, source);
	}

	/**
	 * The pattern of the dead-letter topics of all source topics that match a pattern.
	 */
	public Pattern deadLettersOf(Pattern sources) {
		return pattern(this.deadLetters, sources);
	}

	/**
	 * The pattern of the failed-inserts topics of all source topics that match a pattern.
	 */
	public Pattern failedInsertsOf(Pattern sources) {
		return pattern(this.failedInserts, sources);
	}

	private static Pattern pattern(String letters, Pattern sources) {
		return Pattern.compile("\\Q" + letters.replace(SOURCE, "\\E(?:" + sources.pattern() + ")\\Q") + "\\E",
				sources.flags());
	}

	/**
	 * The failed-inserts topic of a source topic.
	 */
	public String failedInsertsOf(String source) {
		return this.failedInserts.replace(SOURCE, source);
	}

}
