package dev.sluice.administration.letters;

import dev.sluice.record.RecordBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic of letters, as a batch.
 *
 * @param letter the record
 */
record LetterRecord(ConsumerRecord<byte[], byte[]> letter) implements RecordBatch {

	@Override
	public String topic() {
		return this.letter.topic();
	}

	@Override
	public int partition() {
		return this.letter.partition();
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long offset(int index) {
		return this.letter.offset();
	}

	@Override
	public long timestamp(int index) {
		return this.letter.timestamp();
	}

	@Override
	public byte @Nullable [] key(int index) {
		return this.letter.key();
	}

	@Override
	public byte @Nullable [] value(int index) {
		return this.letter.value();
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		for (Header header : this.letter.headers()) {
			visitor.header(header.key(), header.value());
		}
	}

	@Override
	public long nextOffset() {
		return this.letter.offset() + 1;
	}

}
