package dev.sluice.benchmark;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.TimestampType;

/**
 * Builds batches of records as a producer sends them: 64 kB, compressed with lz4, every
 * record different.
 */
final class BatchBuilder {

	private static final int BATCH_BYTES = 1 << 16;

	private static final int CRC = 17;

	private static final int ATTRIBUTES = 21;

	private static final int BASE_TIMESTAMP = 27;

	private static final int MAX_TIMESTAMP = 35;

	private final ByteBuffer buffer = ByteBuffer.allocate(4 * BATCH_BYTES);

	private final JsonText text = new JsonText();

	private final RecordShape shape;

	private final int badOneIn;

	private long number;

	/**
	 * A builder of batches.
	 * @param shape what the records look like
	 * @param badOneIn every how many records one is cut short, so that it is no JSON; 0
	 * for none
	 */
	BatchBuilder(RecordShape shape, int badOneIn) {
		this.shape = shape;
		this.badOneIn = badOneIn;
	}

	/** The number of records in a full batch. */
	int batchSize() {
		return BATCH_BYTES / this.shape.size();
	}

	/**
	 * Builds the next batch.
	 * @param records how many records it has
	 * @param time what they are stamped with, in milliseconds since the epoch
	 */
	ByteBuffer next(int records, long time) {
		MemoryRecordsBuilder builder = MemoryRecords.builder(this.buffer.clear(), Compression.lz4().build(),
				TimestampType.CREATE_TIME, 0);
		for (int i = 0; i < records; i++) {
			builder.append(time, null, value(time));
			this.number++;
		}
		ByteBuffer built = builder.build().buffer();
		return ByteBuffer.allocate(built.remaining()).put(built).flip();
	}

	private byte[] value(long time) {
		this.shape.template().write(this.text.clear(), this.number, time);
		boolean bad = this.badOneIn > 0 && this.number % this.badOneIn == 0;
		return bad ? this.text.toBytesWithoutLast() : this.text.toBytes();
	}

	/**
	 * Gives all records of a batch another timestamp, as Kafka sees it; their JSON stays.
	 */
	static void stamp(ByteBuffer batch, long time) {
		batch.putLong(BASE_TIMESTAMP, time);
		batch.putLong(MAX_TIMESTAMP, time);
		CRC32C crc = new CRC32C();
		crc.update(batch.duplicate().position(ATTRIBUTES));
		batch.putInt(CRC, (int) crc.getValue());
	}

}
