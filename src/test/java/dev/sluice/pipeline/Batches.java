package dev.sluice.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.sluice.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Batches of records with chosen offsets and values.
 */
final class Batches {

	private Batches() {
	}

	/**
	 * Records of partition {@code orders-0} with offsets one after the other.
	 */
	static RecordBatch of(long firstOffset, String... values) {
		long[] offsets = new long[values.length];
		for (int i = 0; i < offsets.length; i++) {
			offsets[i] = firstOffset + i;
		}
		return of(0, offsets, firstOffset + values.length, values);
	}

	static RecordBatch ofPartition(int partition, long firstOffset, String... values) {
		long[] offsets = new long[values.length];
		for (int i = 0; i < offsets.length; i++) {
			offsets[i] = firstOffset + i;
		}
		return of(partition, offsets, firstOffset + values.length, values);
	}

	static RecordBatch of(int partition, long[] offsets, long nextOffset, String... values) {
		List<Long> listed = Arrays.stream(offsets).boxed().toList();
		return new ListedBatch(partition, listed, nextOffset, Arrays.asList(values));
	}

	private record ListedBatch(int partition, List<Long> offsets, long nextOffset,
			List<String> values) implements RecordBatch {

		@Override
		public String topic() {
			return "orders";
		}

		@Override
		public int size() {
			return this.offsets.size();
		}

		@Override
		public long offset(int index) {
			return this.offsets.get(index);
		}

		@Override
		public long timestamp(int index) {
			return 1_000;
		}

		@Override
		public byte @Nullable [] key(int index) {
			return null;
		}

		@Override
		public byte[] value(int index) {
			return this.values.get(index).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public void headers(int index, HeaderVisitor visitor) {
		}

	}

}
