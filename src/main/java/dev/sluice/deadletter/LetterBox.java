package dev.sluice.deadletter;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a pipeline keeps the records that it could not load. Thread-safe.
 */
public final class LetterBox {

	private final TopicsBySource deadLetterTopics;

	private final TopicsBySource failedInsertTopics;

	private final DeadLetters deadLetters;

	private final FailedInserts failedInserts;

	LetterBox(LetterNames names, LetterTopics topics, LetterSender sender, OriginalRecords originals,
			InstantSource clock) {
		this.deadLetterTopics = new TopicsBySource(topics, names::deadLettersOf);
		this.failedInsertTopics = new TopicsBySource(topics, names::failedInsertsOf);
		DeadLetterPublisher publisher = new DeadLetterPublisher(names, this.deadLetterTopics, sender);
		this.deadLetters = new KafkaDeadLetters(publisher, originals, clock);
		this.failedInserts = new KafkaFailedInserts(names.pipeline(), this.failedInsertTopics, sender, clock);
	}

	/**
	 * Takes records that can never be loaded.
	 */
	public DeadLetters deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Takes rows that the warehouse does not take for now.
	 */
	public FailedInserts failedInserts() {
		return this.failedInserts;
	}

	/**
	 * Creates or checks the letter topics of a source topic in the background, so that
	 * they can be used when the first letter comes. Until then letters are refused.
	 */
	public void prepare(String sourceTopic) {
		this.deadLetterTopics.of(sourceTopic);
		this.failedInsertTopics.of(sourceTopic);
	}

	/**
	 * What is not in order with the letter topics, for people; empty if all is well.
	 */
	public List<String> problems() {
		return Stream.concat(this.deadLetterTopics.all().stream(), this.failedInsertTopics.all().stream())
			.map(LetterTopic::complaint)
			.flatMap(Stream::ofNullable)
			.toList();
	}

}
