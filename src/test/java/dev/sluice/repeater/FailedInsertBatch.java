package dev.sluice.repeater;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Failed inserts of one partition, one after the other.
 */
final class FailedInsertBatch implements RecordBatch {

	private final List<Map<String, String>> headers = new ArrayList<>();

	private final List<String> values = new ArrayList<>();

	private Instant writtenAt = Instant.EPOCH;

	/**
	 * Adds an insert that failed for the {@code attempts}th time.
	 */
	FailedInsertBatch add(Instant failedAt, int attempts) {
		Map<String, String> insert = new LinkedHashMap<>();
		insert.put("sluice-pipeline", "orders");
		insert.put("sluice-failed-at", failedAt.toString());
		insert.put("sluice-first-failed-at", "1970-01-01T00:00:00Z");
		insert.put("sluice-attempts", Integer.toString(attempts));
		this.headers.add(insert);
		this.values.add("{}");
		return this;
	}

	FailedInsertBatch add(Map<String, String> itsHeaders, String value) {
		this.headers.add(itsHeaders);
		this.values.add(value);
		return this;
	}

	/**
	 * Gives all inserts their records' timestamp.
	 */
	FailedInsertBatch writtenAt(Instant timestamp) {
		this.writtenAt = timestamp;
		return this;
	}

	@Override
	public String topic() {
		return "orders-failed-inserts";
	}

	@Override
	public int partition() {
		return 0;
	}

	@Override
	public int size() {
		return this.headers.size();
	}

	@Override
	public long offset(int index) {
		return index;
	}

	@Override
	public long timestamp(int index) {
		return this.writtenAt.toEpochMilli();
	}

	@Override
	public byte @Nullable [] key(int index) {
		return null;
	}

	@Override
	public byte @Nullable [] value(int index) {
		return this.values.get(index).getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		this.headers.get(index).forEach((name, value) -> visitor.header(name, value.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public long nextOffset() {
		return this.headers.size();
	}

}
