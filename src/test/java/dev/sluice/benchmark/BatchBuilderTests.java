package dev.sluice.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchBuilder}.
 */
class BatchBuilderTests {

	@Test
	void recordsOfABatchAreNumberedOn() {
		BatchBuilder builder = new BatchBuilder(RecordShape.FLAT, 0);
		builder.next(5, 1000);

		List<Record> records = records(builder.next(3, 1000));

		assertThat(records).extracting(BatchBuilderTests::value)
			.satisfiesExactly((value) -> assertThat(value).contains("\"id\":5,"),
					(value) -> assertThat(value).contains("\"id\":6,"),
					(value) -> assertThat(value).contains("\"id\":7,"));
	}

	@Test
	void badRecordsAreCutShort() {
		List<Record> records = records(new BatchBuilder(RecordShape.EVENT, 3).next(4, 1000));

		assertThat(records).extracting((record) -> value(record).endsWith("}"))
			.containsExactly(false, true, true, false);
	}

	@Test
	void stampChangesTheTimestampOfAllRecords() {
		ByteBuffer batch = new BatchBuilder(RecordShape.NESTED, 0).next(10, 1000);

		BatchBuilder.stamp(batch, 2000);

		MutableRecordBatch stamped = MemoryRecords.readableRecords(batch).batches().iterator().next();
		assertThat(stamped.isValid()).isTrue();
		assertThat(stamped.maxTimestamp()).isEqualTo(2000);
		assertThat(records(batch)).hasSize(10).allMatch((record) -> record.timestamp() == 2000);
	}

	private static List<Record> records(ByteBuffer batch) {
		List<Record> records = new ArrayList<>();
		MemoryRecords.readableRecords(batch.duplicate()).records().forEach(records::add);
		return records;
	}

	private static String value(Record record) {
		return StandardCharsets.UTF_8.decode(record.value()).toString();
	}

}
