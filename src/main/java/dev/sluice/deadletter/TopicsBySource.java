package dev.sluice.deadletter;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Letter topics of one kind and pipeline, found by their source topic. Thread-safe.
 */
final class TopicsBySource {

	private final Map<String, LetterTopic> known = new ConcurrentHashMap<>();

	private final LetterTopics topics;

	private final UnaryOperator<String> naming;

	/**
	 * Finds topics by their source.
	 * @param topics looks after the topics
	 * @param naming makes the name of a letter topic of its source's
	 */
	TopicsBySource(LetterTopics topics, UnaryOperator<String> naming) {
		this.topics = topics;
		this.naming = naming;
	}

	/**
	 * The letter topic of a source topic. When it is asked for the first time, it is
	 * created or checked in the background.
	 */
	LetterTopic of(String source) {
		LetterTopic topic = this.known.get(source);
		return (topic != null) ? topic
				: this.known.computeIfAbsent(source, (key) -> this.topics.add(this.naming.apply(key), key));
	}

	Collection<LetterTopic> all() {
		return this.known.values();
	}

}
