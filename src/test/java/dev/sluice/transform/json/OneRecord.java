package dev.sluice.transform.json;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A slice of one record.
 *
 * @param content the record's value
 */
record OneRecord(byte @Nullable [] content) implements RecordBatch {

	@Override
	public String topic() {
		return "orders";
	}

	@Override
	public int partition() {
		return 3;
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long offset(int index) {
		return 42;
	}

	@Override
	public long timestamp(int index) {
		return 1_700_000_000_000L;
	}

	@Override
	public byte @Nullable [] key(int index) {
		return null;
	}

	@Override
	public byte @Nullable [] value(int index) {
		return this.content;
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
	}

	@Override
	public long nextOffset() {
		return 43;
	}

}
