package dev.sluice.benchmark;

import java.util.concurrent.atomic.LongAdder;

import dev.sluice.table.WireRowWriter;

/**
 * What encoding alone costs: the loader's own transform and row writer turn records in
 * memory into requests that are never sent. Started with a port for its counts, the shape
 * of the records and the number of threads.
 */
public final class EncodingCeiling {

	/** Larger than the caches, smaller than the heap. */
	private static final int BYTES_IN_MEMORY = 16 << 20;

	private static final int COUNTED_AT_ONCE = 1000;

	private EncodingCeiling() {
	}

	public static void main(String[] args) throws Exception {
		RecordShape shape = RecordShape.valueOf(args[1]);
		MemoryBatch records = MemoryBatch.of(shape, BYTES_IN_MEMORY / shape.size() / COUNTED_AT_ONCE * COUNTED_AT_ONCE);
		LongAdder rows = new LongAdder();
		for (int i = 0; i < Integer.parseInt(args[2]); i++) {
			Encoding encoding = new Encoding(shape, records);
			new Thread(() -> encode(encoding, records, rows), "encode-" + i).start();
		}
		CountsEndpoint.serve(Integer.parseInt(args[0]), rows::sum);
	}

	private static void encode(Encoding encoding, MemoryBatch records, LongAdder rows) {
		byte[] request = new byte[BenchmarkSettings.REQUEST_BYTES];
		int end = 0;
		for (int index = 0;; index = (index + 1) % records.size()) {
			WireRowWriter row = encoding.encode(records, index);
			int size = row.rowEnd(0);
			end = (request.length - end < size) ? 0 : end;
			System.arraycopy(row.buffer(), 0, request, end, size);
			end += size;
			if (index % COUNTED_AT_ONCE == 0) {
				rows.add(COUNTED_AT_ONCE);
			}
		}
	}

}
