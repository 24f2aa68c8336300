package dev.sluice.deadletter;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A topic that Sluice writes beside dead letters and failed inserts. It is created with
 * the partition count of its source topics, or checked, in the background. Thread-safe.
 */
public final class SideTopic {

	private final String name;

	private final LetterTopics topics;

	private final LetterSender sender;

	private volatile @Nullable LetterTopic topic;

	SideTopic(String name, LetterTopics topics, LetterSender sender) {
		this.name = name;
		this.topics = topics;
		this.sender = sender;
	}

	public String name() {
		return this.name;
	}

	/**
	 * Has it created, so that it can be used when the first record comes.
	 * @param source a topic that it takes its partition count from
	 */
	public void prepare(String source) {
		LetterTopic known = this.topic;
		if (known == null || !known.sources().contains(source)) {
			this.topic = this.topics.add(this.name, source);
		}
	}

	/**
	 * Sends a record.
	 * @param key decides on its partition
	 * @param value the value
	 * @param headers the headers
	 * @return completes when Kafka has acknowledged it, exceptionally by
	 * {@link DeadLettersUnavailableException}
	 */
	public CompletionStage<Void> send(byte @Nullable [] key, byte[] value, Map<String, String> headers) {
		DeadLettersUnavailableException obstacle = obstacle();
		if (obstacle != null) {
			return CompletableFuture.failedFuture(obstacle);
		}
		CompletableFuture<Void> kept = new CompletableFuture<>();
		RecordHeaders all = new RecordHeaders();
		headers.forEach((header, text) -> LetterHeaders.addMessage(all, header, text));
		this.sender.send(new ProducerRecord<>(this.name, null, key, value, all), kept);
		return kept;
	}

	/**
	 * Why a record cannot be sent, or {@code null} if one can as far as is known.
	 */
	@Nullable DeadLettersUnavailableException obstacle() {
		LetterTopic known = this.topic;
		if (known != null && known.partitions() > 0) {
			return null;
		}
		return new DeadLettersUnavailableException(this.name,
				(known != null) ? String.valueOf(known.problem()) : "has not been checked yet");
	}

	/**
	 * What keeps it from being used, as a sentence, or {@code null} if nothing does.
	 */
	public @Nullable String problem() {
		LetterTopic known = this.topic;
		String complaint = (known != null) ? known.complaint() : null;
		String refusal = this.sender.refusal(this.name);
		return (complaint != null || refusal == null) ? complaint
				: "topic " + this.name + " does not take records: " + refusal;
	}

}
