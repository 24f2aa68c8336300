package dev.sluice.transform.json;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A slice of one record.
 */
final class OneRecord implements RecordBatch {

	private final byte[] content;

	OneRecord(byte[] content) {
		this.content = content;
	}

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
	public byte[] value(int index) {
		return this.content;
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		// It has none.
	}

	@Override
	public long nextOffset() {
		return 43;
	}

}
