package dev.sluice.benchmark;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Records that are in memory already.
 */
final class MemoryBatch implements RecordBatch {

	private final byte[][] values;

	private MemoryBatch(byte[][] values) {
		this.values = values;
	}

	static MemoryBatch of(RecordShape shape, int size) {
		byte[][] values = new byte[size][];
		JsonText text = new JsonText();
		long now = System.currentTimeMillis();
		for (int number = 0; number < size; number++) {
			shape.template().write(text.clear(), number, now);
			values[number] = text.toBytes();
		}
		return new MemoryBatch(values);
	}

	@Override
	public String topic() {
		return "memory";
	}

	@Override
	public int partition() {
		return 0;
	}

	@Override
	public int size() {
		return this.values.length;
	}

	@Override
	public long offset(int index) {
		return index;
	}

	@Override
	public long timestamp(int index) {
		return -1;
	}

	@Override
	public byte @Nullable [] key(int index) {
		return null;
	}

	@Override
	public byte[] value(int index) {
		return this.values[index];
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		// They have none.
	}

	@Override
	public long nextOffset() {
		return this.values.length;
	}

}
