package dev.sluice.mutator.topic;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.deadletter.SideTopic;
import dev.sluice.record.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of a types topic that no column can be made from. Thread-safe.
 */
final class TypesDeadLetters {

	private static final byte[] NOTHING = new byte[0];

	private static final Logger logger = LoggerFactory.getLogger(TypesDeadLetters.class);

	private final SideTopic topic;

	private final InstantSource clock;

	TypesDeadLetters(SideTopic topic, InstantSource clock) {
		this.topic = topic;
		this.clock = clock;
	}

	/**
	 * Keeps a record.
	 * @return completes when Kafka has acknowledged it; exceptionally if it could not be
	 * kept
	 */
	CompletionStage<Void> keep(ConsumerRecord<byte[], byte[]> record, String why) {
		logger.atWarn()
			.addKeyValue("topic", record.topic())
			.addKeyValue("partition", record.partition())
			.addKeyValue("offset", record.offset())
			.addKeyValue("cause", why)
			.log("types cannot become columns, their record is kept as a dead letter");
		this.topic.prepare(record.topic());
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(DeadLetterHeaders.REASON, Reason.COLUMN_REFUSED.code());
		headers.put(DeadLetterHeaders.MESSAGE, why);
		headers.put(DeadLetterHeaders.TOPIC, record.topic());
		headers.put(DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
		headers.put(DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
		headers.put(DeadLetterHeaders.FAILED_AT, this.clock.instant().toString());
		return this.topic.send(record.key(), Objects.requireNonNullElse(record.value(), NOTHING), headers);
	}

}
