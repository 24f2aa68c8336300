package dev.sluice.deadletter;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where a pipeline keeps the records that it could not load. Thread-safe.
 */
public final class LetterBox {

	private final TopicsBySource deadLetterTopics;

	private final TopicsBySource failedInsertTopics;

	private final LetterNames names;

	private final LetterSender sender;

	private final @Nullable BadRowTopic badRows;

	private final OriginalRecords originals;

	private final InstantSource clock;

	private final DeadLetterPublisher publisher;

	private final KafkaFailedInserts failedInserts;

	LetterBox(LetterNames names, LetterTopics topics, LetterSender sender, @Nullable BadRowTopic badRows,
			OriginalRecords originals, InstantSource clock) {
		this.badRows = badRows;
		this.deadLetterTopics = new TopicsBySource(topics, names::deadLettersOf);
		this.failedInsertTopics = new TopicsBySource(topics, names::failedInsertsOf);
		this.names = names;
		this.sender = sender;
		this.originals = originals;
		this.clock = clock;
		this.publisher = new DeadLetterPublisher(names, this.deadLetterTopics, sender);
		this.failedInserts = new KafkaFailedInserts(names.pipeline(), this.failedInsertTopics, sender, originals,
				clock);
	}

	/**
	 * Takes records that can never be loaded.
	 */
	public DeadLetters deadLetters() {
		return new KafkaDeadLetters(this.publisher, this.badRows, this.originals, this.clock);
	}

	/**
	 * Takes rows that the warehouse does not take for now.
	 */
	public FailedInserts failedInserts() {
		return this.failedInserts;
	}

	/**
	 * Takes rows that the warehouse did not take, when their records are not at hand.
	 */
	public LateInserts lateInserts() {
		return this.failedInserts;
	}

	/**
	 * Takes failed inserts that can never be loaded.
	 * @param ends where they are kept; if empty, they are dead letters
	 */
	public DeadLetters deadLettersOfFailedInserts(List<DeadEnd> ends) {
		return ends.isEmpty() ? new RepeatedDeadLetters(this.publisher, this.originals, this.clock)
				: new DeadEndLetters(ends, this.originals);
	}

	/**
	 * Takes failed inserts that have failed again.
	 * @param givenUp takes those that have been tried often enough
	 * @param attempts how often each is tried again before it is given up
	 */
	public FailedInserts failedInsertsAgain(DeadLetters givenUp, int attempts) {
		return new RepeatedFailedInserts(this.names.pipeline(), givenUp, this.sender, this.clock, attempts);
	}

	/**
	 * Takes dead letters whose record has failed again.
	 */
	public DeadLetters deadLettersAgain() {
		return new ReplayedDeadLetters(this.publisher, this.originals, this.clock);
	}

	/**
	 * Takes rows of dead letters that the warehouse does not take for now.
	 */
	public FailedInserts failedInsertsOfDeadLetters() {
		return (letters, index, table, row, cause) -> this.failedInserts.keep(OriginalView.of(letters, index), 0, table,
				row, cause);
	}

	/**
	 * Creates or checks the letter topics of a source topic in the background, so that
	 * they can be used when the first letter comes. Until then letters are refused.
	 */
	public void prepare(String sourceTopic) {
		this.deadLetterTopics.of(sourceTopic);
		this.failedInsertTopics.of(sourceTopic);
		if (this.badRows != null) {
			this.badRows.prepare(sourceTopic);
		}
	}

	/**
	 * How the pipeline names itself and its letter topics.
	 */
	public LetterNames names() {
		return this.names;
	}

	/**
	 * The failed-inserts topics that can be used, with their partition counts.
	 */
	public Map<String, Integer> failedInsertTopics() {
		return usable(this.failedInsertTopics);
	}

	/**
	 * The dead-letter topics that can be used, with their partition counts.
	 */
	public Map<String, Integer> deadLetterTopics() {
		return usable(this.deadLetterTopics);
	}

	private static Map<String, Integer> usable(TopicsBySource topics) {
		return topics.all()
			.stream()
			.filter((topic) -> topic.partitions() > 0)
			.collect(Collectors.toMap(LetterTopic::name, LetterTopic::partitions, Math::max));
	}

	/**
	 * What is not in order with the letter topics, for people; empty if all is well.
	 */
	public List<String> problems() {
		Stream<Optional<String>> letters = Stream
			.concat(this.deadLetterTopics.all().stream(), this.failedInsertTopics.all().stream())
			.flatMap((topic) -> Stream.of(Optional.ofNullable(topic.complaint()), refusal(topic)));
		Optional<String> badRowProblem = Optional.ofNullable(this.badRows).map(BadRowTopic::problem);
		return Stream.concat(letters, Stream.of(badRowProblem)).flatMap(Optional::stream).toList();
	}

	private Optional<String> refusal(LetterTopic topic) {
		return Optional.ofNullable(this.sender.refusal(topic.name()))
			.map((cause) -> "topic " + topic.name() + " does not take records: " + cause);
	}

}
