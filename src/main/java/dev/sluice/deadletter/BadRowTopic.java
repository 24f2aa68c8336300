package dev.sluice.deadletter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.sluice.record.BadRowFormat;
import org.jspecify.annotations.Nullable;

/**
 * The topic of a pipeline's bad rows, which the tools of its format read: without the
 * records' own keys and headers, with their position as headers. Thread-safe.
 */
final class BadRowTopic {

	private final BadRowFormat format;

	private final SideTopic topic;

	BadRowTopic(BadRowFormat format, SideTopic topic) {
		this.format = format;
		this.topic = topic;
	}

	void prepare(String source) {
		this.topic.prepare(source);
	}

	@Nullable String problem() {
		return this.topic.problem();
	}

	/**
	 * What keeps bad rows of a source topic from being sent, or {@code null} if nothing
	 * is known to.
	 */
	@Nullable DeadLettersUnavailableException obstacle(String source) {
		this.topic.prepare(source);
		return this.topic.obstacle();
	}

	/**
	 * Sends the bad row of a record.
	 * @return completes when Kafka has acknowledged it, exceptionally if it could not be
	 * kept
	 */
	CompletionStage<Void> send(BadRecord record) {
		BadRecord.Verdict verdict = record.verdict();
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(DeadLetterHeaders.REASON, verdict.failure().reason().code());
		headers.put(DeadLetterHeaders.TOPIC, record.topic());
		headers.put(DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
		headers.put(DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
		return this.topic.send(null, this.format.badRow(record.value(), verdict.failure(), verdict.failedAt()),
				headers);
	}

}
