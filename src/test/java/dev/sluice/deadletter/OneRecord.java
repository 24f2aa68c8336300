package dev.sluice.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * A batch of a single record.
 */
final class OneRecord implements RecordBatch {

	static final long TIMESTAMP = 1_000_000_000_000L;

	private final SourcePosition position;

	private final byte @Nullable [] key;

	private final byte @Nullable [] value;

	private final Map<String, byte[]> headers = new LinkedHashMap<>();

	OneRecord(SourcePosition position, byte @Nullable [] key, byte @Nullable [] value) {
		this.position = position;
		this.key = key;
		this.value = value;
	}

	static OneRecord of(String topic, int partition, long offset, String value) {
		return new OneRecord(new SourcePosition(topic, partition, offset), "a key".getBytes(StandardCharsets.UTF_8),
				value.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String topic() {
		return this.position.topic();
	}

	@Override
	public int partition() {
		return this.position.partition();
	}

	OneRecord withHeader(String name, byte[] value) {
		this.headers.put(name, value);
		return this;
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long offset(int index) {
		return this.position.offset();
	}

	@Override
	public long timestamp(int index) {
		return TIMESTAMP;
	}

	@Override
	public byte @Nullable [] key(int index) {
		return this.key;
	}

	@Override
	public byte @Nullable [] value(int index) {
		return this.value;
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		this.headers.forEach(visitor::header);
	}

	@Override
	public long nextOffset() {
		return this.position.offset() + 1;
	}

}
