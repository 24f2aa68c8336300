package dev.sluice.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * An original record on its way to a dead-letter topic, with its verdict. Its arrays are
 * the original's.
 */
final class BadRecord extends ConsumerRecord<byte @Nullable [], byte @Nullable []> {

	private final Verdict verdict;

	private final CompletableFuture<Void> kept = new CompletableFuture<>();

	private BadRecord(SourcePosition position, long timestamp, Headers headers, byte @Nullable [] key,
			byte @Nullable [] value, Verdict verdict) {
		super(position.topic(), position.partition(), position.offset(), timestamp, TimestampType.NO_TIMESTAMP_TYPE,
				NULL_SIZE, NULL_SIZE, key, value, headers, Optional.empty());
		this.verdict = verdict;
	}

	static BadRecord of(RecordBatch batch, int index, Verdict verdict) {
		RecordHeaders headers = new RecordHeaders();
		batch.headers(index, headers::add);
		return new BadRecord(batch.position(index), batch.timestamp(index), headers, batch.key(index),
				batch.value(index), verdict);
	}

	static BadRecord of(ConsumerRecord<byte[], byte[]> original, Verdict verdict) {
		SourcePosition position = new SourcePosition(original.topic(), original.partition(), original.offset());
		return new BadRecord(position, original.timestamp(), original.headers(), original.key(), original.value(),
				verdict);
	}

	/**
	 * A record that its topic no longer holds.
	 */
	static BadRecord gone(SourcePosition position, Verdict verdict) {
		return new BadRecord(position, NO_TIMESTAMP, new RecordHeaders(), null, null,
				verdict.omitted(DeadLetterHeaders.GONE));
	}

	/**
	 * A record that its topic no longer holds, with its row in its place.
	 */
	static BadRecord rowInstead(SourcePosition position, long timestamp, ConsumerRecord<byte[], byte[]> row,
			Verdict verdict) {
		return new BadRecord(position, timestamp, new RecordHeaders(), row.key(), row.value(),
				verdict.omitted(DeadLetterHeaders.ROW_INSTEAD));
	}

	SourcePosition position() {
		return new SourcePosition(topic(), partition(), offset());
	}

	Verdict verdict() {
		return this.verdict;
	}

	/**
	 * Completes when Kafka has acknowledged the dead letter.
	 */
	CompletableFuture<Void> kept() {
		return this.kept;
	}

	/**
	 * Why a record cannot be loaded, and what is known around it.
	 *
	 * @param table the table that the record was meant for, if known
	 * @param failure the reason
	 * @param failedAt when it failed
	 * @param attempts how often it has been tried, from 1
	 * @param omitted why the value is not here, if it is not
	 */
	record Verdict(@Nullable TableName table, Failure failure, Instant failedAt, int attempts,
			@Nullable String omitted) {

		Verdict omitted(String why) {
			return new Verdict(this.table, this.failure, this.failedAt, this.attempts, why);
		}

	}

}
