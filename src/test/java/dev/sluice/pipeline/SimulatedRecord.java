package dev.sluice.pipeline;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;

/**
 * A record of a simulated topic. Its offset alone says what is in it, so that nobody has
 * to remember: one in fifteen is bad, one in ten of the others is filtered, and the rest
 * have a row in one table, mostly the first, or in two.
 *
 * @param bad whether it is to become a dead letter
 * @param tables the tables that are to have a row of it
 */
public record SimulatedRecord(boolean bad, List<TableName> tables) {

	public static final SourcePartition PARTITION = new SourcePartition("orders", 0);

	public static final List<TableName> TABLES = IntStream.range(0, 4)
		.mapToObj((table) -> new TableName("p", "shop", "orders" + table))
		.toList();

	static final Column NUMBER = Column.nullable("n", ColumnType.INT64);

	/**
	 * The record with an offset.
	 */
	public static SimulatedRecord at(long offset) {
		SplittableRandom random = new SplittableRandom(offset);
		boolean bad = random.nextInt(15) == 0;
		if (bad || random.nextInt(10) == 0) {
			return new SimulatedRecord(bad, List.of());
		}
		if (random.nextInt(3) == 0) {
			return new SimulatedRecord(false, random.ints(2, 0, 4).distinct().mapToObj(TABLES::get).toList());
		}
		return new SimulatedRecord(false, List.of(TABLES.get((random.nextInt(10) < 7) ? 0 : random.nextInt(1, 4))));
	}

	/**
	 * What a poll returns.
	 * @param offsets the offsets of the records
	 * @param next where the consumer goes on
	 */
	public static RecordBatch batch(List<Long> offsets, long next) {
		long[] array = offsets.stream().mapToLong(Long::longValue).toArray();
		return Batches.of(PARTITION.partition(), array, next, new String[array.length]);
	}

	/** Does to a record of a batch what its offset says. */
	static void transform(RecordBatch batch, int index, RecordSink sink) {
		long offset = batch.offset(index);
		SimulatedRecord simulated = at(offset);
		if (simulated.bad()) {
			sink.bad(new Failure(Reason.MALFORMED, "not a number"));
		}
		else if (simulated.tables().isEmpty()) {
			sink.filtered("skip");
		}
		for (TableName table : simulated.tables()) {
			RowWriter row = sink.row(table);
			row.int64(row.layout().field("n"), offset);
		}
	}

}
