package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A part of a record as a record of its own, with the position, the key and the headers
 * of the whole. Unlike other batches it stays valid.
 */
final class PartView implements RecordBatch {

	private final String topic;

	private final int partition;

	private final long offset;

	private final long timestamp;

	private final byte @Nullable [] key;

	private final byte[] value;

	private final List<String> headerNames = new ArrayList<>();

	private final List<byte @Nullable []> headers = new ArrayList<>();

	/**
	 * A view of a part.
	 * @param batch holds the record
	 * @param index the record's index
	 * @param value the part
	 */
	PartView(RecordBatch batch, int index, byte[] value) {
		this.topic = batch.topic();
		this.partition = batch.partition();
		this.offset = batch.offset(index);
		this.timestamp = batch.timestamp(index);
		this.key = batch.key(index);
		this.value = value;
		batch.headers(index, (name, content) -> {
			this.headerNames.add(name);
			this.headers.add(content);
		});
	}

	@Override
	public String topic() {
		return this.topic;
	}

	@Override
	public int partition() {
		return this.partition;
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long offset(int index) {
		return this.offset;
	}

	@Override
	public long timestamp(int index) {
		return this.timestamp;
	}

	@Override
	public byte @Nullable [] key(int index) {
		return this.key;
	}

	@Override
	public byte[] value(int index) {
		return this.value;
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		for (int header = 0; header < this.headerNames.size(); header++) {
			visitor.header(this.headerNames.get(header), this.headers.get(header));
		}
	}

	@Override
	public long nextOffset() {
		return this.offset + 1;
	}

}
