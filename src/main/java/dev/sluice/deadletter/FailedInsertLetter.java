package dev.sluice.deadletter;

import java.time.Instant;

import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a failed insert say; Sluice's own are all that it has.
 *
 * @param pipeline the pipeline's name
 * @param table the row's table
 * @param position where the original stands, if known
 * @param timestamp the original's timestamp, in milliseconds since the epoch, or -1
 * @param firstFailedAt when it failed first
 * @param attempts how often it has been tried, from 1
 */
record FailedInsertLetter(String pipeline, TableName table, @Nullable SourcePosition position, long timestamp,
		Instant firstFailedAt, int attempts) {

	Headers headers(String cause, Instant failedAt) {
		RecordHeaders headers = new RecordHeaders();
		LetterHeaders.add(headers, DeadLetterHeaders.PIPELINE, this.pipeline);
		LetterHeaders.add(headers, DeadLetterHeaders.TABLE, this.table.toString());
		LetterHeaders.addMessage(headers, DeadLetterHeaders.MESSAGE, cause);
		if (this.position != null) {
			LetterHeaders.addPosition(headers, this.position, this.timestamp);
		}
		LetterHeaders.add(headers, DeadLetterHeaders.FAILED_AT, failedAt.toString());
		LetterHeaders.add(headers, DeadLetterHeaders.FIRST_FAILED_AT, this.firstFailedAt.toString());
		LetterHeaders.add(headers, DeadLetterHeaders.ATTEMPTS, Integer.toString(this.attempts));
		return headers;
	}

}
