package dev.sluice.administration.letters;

import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.deadletter.LetterFacts;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.LetterCause;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param record the record of the dead-letter topic
 * @param facts what its headers tell
 * @param cause its cause
 */
record Letter(ConsumerRecord<byte[], byte[]> record, LetterFacts facts, LetterCause cause) {

	/**
	 * A record as a letter of a pipeline, or {@code null} if it is none.
	 */
	static @Nullable Letter of(ConsumerRecord<byte[], byte[]> record, String pipeline) {
		LetterFacts facts = LetterFacts.of(record.headers());
		boolean itsOwn = facts.position() != null && pipeline.equals(facts.pipeline());
		return (itsOwn) ? new Letter(record, facts, LetterCause.of(facts)) : null;
	}

	SourcePosition position() {
		return new SourcePosition(this.record.topic(), this.record.partition(), this.record.offset());
	}

	/**
	 * The index of the first header that is Sluice's; those before it came with the
	 * record.
	 */
	int ownHeaders() {
		Header[] headers = this.record.headers().toArray();
		int own = headers.length;
		for (int i = 0; i < headers.length; i++) {
			own = DeadLetterHeaders.PIPELINE.equals(headers[i].key()) ? i : own;
		}
		return own;
	}

}
