package dev.sluice.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.CodedOutputStream;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.JsonRowWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.table.WireRowWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing an event of 12 fields, with a nested record and an array, from values in
 * memory: looking up its names, writing it to the wire and as JSON, and the same bytes by
 * protobuf's own stream, whose sizes must be known before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RowWriterBenchmark {

	private static final int EVENTS = 1024;

	private static final TableSchema SCHEMA = new TableSchema(
			List.of(Column.nullable("occurred_at", ColumnType.TIMESTAMP), Column.nullable("id", ColumnType.INT64),
					Column.nullable("customer", ColumnType.STRING), Column.nullable("session", ColumnType.STRING),
					Column.nullable("page", ColumnType.STRING), Column.nullable("referrer", ColumnType.STRING),
					Column.nullable("duration_ms", ColumnType.INT64), Column.nullable("score", ColumnType.FLOAT64),
					Column.nullable("bounced", ColumnType.BOOL),
					Column.nullable("geo", new ColumnType.Struct(List.of(Column.nullable("country", ColumnType.STRING),
							Column.nullable("city", ColumnType.STRING), Column.nullable("latitude", ColumnType.FLOAT64),
							Column.nullable("longitude", ColumnType.FLOAT64)))),
					Column.repeated("tags", ColumnType.STRING), Column.nullable("agent", ColumnType.STRING)));

	private final RowLayout layout = RowLayout.of(new TableName("bench", "bench", "events"), SCHEMA);

	private final byte[][] names = SCHEMA.columns()
		.stream()
		.map((column) -> utf8(column.name()))
		.toArray(byte[][]::new);

	private final byte[][] shouted = SCHEMA.columns()
		.stream()
		.map((column) -> utf8(column.name().toUpperCase(Locale.ROOT)))
		.toArray(byte[][]::new);

	private final Event[] events = new Event[EVENTS];

	private final WireRowWriter wire = new WireRowWriter();

	private final JsonRowWriter json = new JsonRowWriter();

	private final byte[] stream = new byte[4096];

	private int next;

	public RowWriterBenchmark() {
		Random random = new Random(7);
		for (int i = 0; i < EVENTS; i++) {
			this.events[i] = new Event(random);
		}
	}

	@Benchmark
	public int wire() {
		this.wire.clear();
		this.wire.begin(this.layout);
		event().write(this.wire);
		this.wire.endRow();
		return this.wire.rowEnd(0);
	}

	@Benchmark
	public int json() {
		this.json.clear();
		this.json.begin(this.layout);
		event().write(this.json);
		this.json.endRow();
		return this.json.rows();
	}

	@Benchmark
	public int protobufStream() throws IOException {
		CodedOutputStream out = CodedOutputStream.newInstance(this.stream);
		event().write(out);
		return out.getTotalBytesWritten();
	}

	@Benchmark
	public int namesInOrder() {
		return find(this.names);
	}

	@Benchmark
	public int namesInOtherCase() {
		return find(this.shouted);
	}

	private int find(byte[][] wanted) {
		int sum = 0;
		int field = -1;
		for (byte[] name : wanted) {
			field = this.layout.field(name, 0, name.length, field + 1);
			sum += field;
		}
		return sum;
	}

	private Event event() {
		return this.events[this.next++ & EVENTS - 1];
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The values of an event.
	 */
	private static final class Event {

		private static final int[] LENGTHS = { 10, 16, 45, 40, 30, 2, 7 };

		private final long micros;

		private final long id;

		private final byte[][] texts = new byte[LENGTHS.length][];

		private final byte[][] tags = { utf8("spring"), utf8("sale"), utf8("newcomer") };

		private final double[] numbers;

		private Event(Random random) {
			this.micros = 1_700_000_000_000_000L + random.nextInt(1_000_000_000);
			this.id = random.nextInt(100_000_000);
			for (int i = 0; i < this.texts.length; i++) {
				this.texts[i] = utf8("x".repeat(LENGTHS[i] + random.nextInt(3)));
			}
			this.numbers = new double[] { random.nextDouble(), random.nextDouble() * 90, random.nextDouble() * 180 };
		}

		void write(RowWriter row) {
			row.timestamp(0, this.micros);
			row.int64(1, this.id);
			text(row, 2, this.texts[0]);
			text(row, 3, this.texts[1]);
			text(row, 4, this.texts[2]);
			text(row, 5, this.texts[3]);
			row.int64(6, this.id & 0xFFFF);
			row.float64(7, this.numbers[0]);
			row.bool(8, (this.id & 1) == 0);
			row.beginStruct(9);
			text(row, 0, this.texts[5]);
			text(row, 1, this.texts[6]);
			row.float64(2, this.numbers[1]);
			row.float64(3, this.numbers[2]);
			row.endStruct();
			row.beginArray(10);
			for (byte[] tag : this.tags) {
				text(row, 10, tag);
			}
			row.endArray();
			text(row, 11, this.texts[4]);
		}

		private static void text(RowWriter row, int field, byte[] text) {
			row.utf8(field, text, 0, text.length);
		}

		void write(CodedOutputStream out) throws IOException {
			out.writeInt64(1, this.micros);
			out.writeInt64(2, this.id);
			out.writeByteArray(3, this.texts[0]);
			out.writeByteArray(4, this.texts[1]);
			out.writeByteArray(5, this.texts[2]);
			out.writeByteArray(6, this.texts[3]);
			out.writeInt64(7, this.id & 0xFFFF);
			out.writeDouble(8, this.numbers[0]);
			out.writeBool(9, (this.id & 1) == 0);
			out.writeTag(10, 2);
			out.writeUInt32NoTag(CodedOutputStream.computeByteArraySize(1, this.texts[5])
					+ CodedOutputStream.computeByteArraySize(2, this.texts[6]) + 18);
			out.writeByteArray(1, this.texts[5]);
			out.writeByteArray(2, this.texts[6]);
			out.writeDouble(3, this.numbers[1]);
			out.writeDouble(4, this.numbers[2]);
			for (byte[] tag : this.tags) {
				out.writeByteArray(11, tag);
			}
			out.writeByteArray(12, this.texts[4]);
		}

	}

}
