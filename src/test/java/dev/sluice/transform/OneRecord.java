package dev.sluice.transform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A slice of one record: {@code orders-3@42}.
 */
final class OneRecord implements RecordBatch {

	private final String topic;

	private final long timestamp;

	private final byte @Nullable [] key;

	private final byte @Nullable [] value;

	private final List<Map.Entry<String, byte[]>> headers;

	private OneRecord(String topic, long timestamp, byte @Nullable [] key, byte @Nullable [] value,
			List<Map.Entry<String, byte[]>> headers) {
		this.topic = topic;
		this.timestamp = timestamp;
		this.key = key;
		this.value = value;
		this.headers = headers;
	}

	static OneRecord of(String topic) {
		return new OneRecord(topic, 1_700_000_000_123L, utf8("key"), utf8("value"), List.of());
	}

	OneRecord withTimestamp(long timestamp) {
		return new OneRecord(this.topic, timestamp, this.key, this.value, this.headers);
	}

	OneRecord withKey(byte @Nullable [] key) {
		return new OneRecord(this.topic, this.timestamp, key, this.value, this.headers);
	}

	OneRecord withValue(byte @Nullable [] value) {
		return new OneRecord(this.topic, this.timestamp, this.key, value, this.headers);
	}

	OneRecord withHeaders(String... namesAndValues) {
		List<Map.Entry<String, byte[]>> headers = new ArrayList<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			headers.add(Map.entry(namesAndValues[i], utf8(namesAndValues[i + 1])));
		}
		return new OneRecord(this.topic, this.timestamp, this.key, this.value, headers);
	}

	@Override
	public String topic() {
		return this.topic;
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
		return this.timestamp;
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
		this.headers.forEach((header) -> visitor.header(header.getKey(), header.getValue()));
	}

	@Override
	public long nextOffset() {
		return 43;
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
