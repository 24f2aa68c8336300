package dev.sluice.administration.audit;

import dev.sluice.record.RecordBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as a batch of its own.
 *
 * @param record the record
 */
record RecordView(ConsumerRecord<byte[], byte[]> record) implements RecordBatch {

	@Override
	public String topic() {
		return this.record.topic();
	}

	@Override
	public int partition() {
		return this.record.partition();
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long offset(int index) {
		return this.record.offset();
	}

	@Override
	public long timestamp(int index) {
		return this.record.timestamp();
	}

	@Override
	public byte @Nullable [] key(int index) {
		return this.record.key();
	}

	@Override
	public byte @Nullable [] value(int index) {
		return this.record.value();
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		for (Header header : this.record.headers()) {
			visitor.header(header.key(), header.value());
		}
	}

	@Override
	public long nextOffset() {
		return this.record.offset() + 1;
	}

}
