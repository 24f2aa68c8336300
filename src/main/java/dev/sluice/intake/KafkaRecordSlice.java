package dev.sluice.intake;

import java.util.List;

import dev.sluice.record.RecordBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One partition's records of a poll, seen as a batch.
 */
public final class KafkaRecordSlice implements RecordBatch {

	private final List<ConsumerRecord<byte[], byte[]>> records;

	private final ConsumerRecord<byte[], byte[]> first;

	private final long nextOffset;

	/**
	 * A slice.
	 * @param records consecutive records of one partition, at least one
	 * @param nextOffset the offset at which the consumer continues
	 */
	public KafkaRecordSlice(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
		this.records = records;
		this.first = records.get(0);
		this.nextOffset = nextOffset;
	}

	@Override
	public String topic() {
		return this.first.topic();
	}

	@Override
	public int partition() {
		return this.first.partition();
	}

	@Override
	public int size() {
		return this.records.size();
	}

	@Override
	public long offset(int index) {
		return this.records.get(index).offset();
	}

	@Override
	public long timestamp(int index) {
		return this.records.get(index).timestamp();
	}

	@Override
	public byte @Nullable [] key(int index) {
		return this.records.get(index).key();
	}

	@Override
	public byte @Nullable [] value(int index) {
		return this.records.get(index).value();
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		for (Header header : this.records.get(index).headers()) {
			visitor.header(header.key(), header.value());
		}
	}

	@Override
	public long nextOffset() {
		return this.nextOffset;
	}

}
