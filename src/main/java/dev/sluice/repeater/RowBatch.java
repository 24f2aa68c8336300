package dev.sluice.repeater;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * One failed insert, with another text for its row.
 */
final class RowBatch implements RecordBatch {

	private final RecordBatch inserts;

	private final int index;

	private final byte[] row;

	RowBatch(RecordBatch inserts, int index, byte[] row) {
		this.inserts = inserts;
		this.index = index;
		this.row = row;
	}

	@Override
	public String topic() {
		return this.inserts.topic();
	}

	@Override
	public int partition() {
		return this.inserts.partition();
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long offset(int record) {
		return this.inserts.offset(this.index);
	}

	@Override
	public long timestamp(int record) {
		return this.inserts.timestamp(this.index);
	}

	@Override
	public byte @Nullable [] key(int record) {
		return this.inserts.key(this.index);
	}

	@Override
	public byte[] value(int record) {
		return this.row;
	}

	@Override
	public void headers(int record, HeaderVisitor visitor) {
		this.inserts.headers(this.index, visitor);
	}

	@Override
	public long nextOffset() {
		return this.inserts.offset(this.index) + 1;
	}

}
