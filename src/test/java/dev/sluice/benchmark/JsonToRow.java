package dev.sluice.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.google.cloud.bigquery.storage.v1.BQTableSchemaToProtoDescriptor;
import com.google.cloud.bigquery.storage.v1.JsonToProtoMessage;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.WireRowWriter;
import org.json.JSONObject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the JSON of a record to the bytes of its row, in three ways. Before anything is
 * measured, the rows of all three are compared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = { "-Xmx1g", "-XX:+UseParallelGC" })
public class JsonToRow {

	private static final int RECORDS = 20_000;

	/** What the records look like. */
	@Param({ "FLAT", "EVENT", "NESTED" })
	String shape;

	private MemoryBatch records;

	private Encoding sluice;

	private JacksonToWire jackson;

	private TableSchema schema;

	private Descriptor descriptor;

	private int next;

	@Setup
	public void prepare() throws Exception {
		this.records = MemoryBatch.of(RecordShape.valueOf(this.shape), RECORDS);
		this.sluice = new Encoding(RecordShape.valueOf(this.shape), this.records);
		this.jackson = new JacksonToWire(this.sluice.layout());
		TableSchema.Builder columns = TableSchema.newBuilder();
		this.sluice.layout().schema().columns().forEach((column) -> columns.addFields(field(column)));
		this.schema = columns.build();
		this.descriptor = BQTableSchemaToProtoDescriptor.convertBQTableSchemaToProtoDescriptor(this.schema);
		for (int index = 0; index < 100; index++) {
			requireSameRow(index);
		}
	}

	/** The loader's own transform and row writer. */
	@Benchmark
	public Object sluice() {
		return this.sluice.encode(this.records, nextIndex());
	}

	/** Jackson's streaming parser before the same row writer. */
	@Benchmark
	public Object jacksonToWire() {
		return this.jackson.encode(this.records.value(nextIndex()));
	}

	/** What Google's {@code JsonStreamWriter} does with a record. */
	@Benchmark
	public Object googleJson() {
		return google(this.records.value(nextIndex())).toByteString();
	}

	private int nextIndex() {
		this.next = (this.next + 1) % RECORDS;
		return this.next;
	}

	private DynamicMessage google(byte[] json) {
		return JsonToProtoMessage.INSTANCE.convertToProtoMessage(this.descriptor, this.schema,
				new JSONObject(new String(json, StandardCharsets.UTF_8)), false);
	}

	private void requireSameRow(int index) throws InvalidProtocolBufferException {
		byte[] json = this.records.value(index);
		DynamicMessage expected = google(json);
		requireSame(expected, this.sluice.encode(this.records, index));
		requireSame(expected, this.jackson.encode(json));
	}

	private void requireSame(DynamicMessage expected, WireRowWriter row) throws InvalidProtocolBufferException {
		DynamicMessage actual = DynamicMessage.newBuilder(this.descriptor)
			.mergeFrom(row.buffer(), row.rowStart(0), row.rowEnd(0) - row.rowStart(0))
			.build();
		if (!actual.equals(expected)) {
			throw new IllegalStateException("the rows differ: " + actual + " instead of " + expected);
		}
	}

	private static TableFieldSchema field(Column column) {
		TableFieldSchema.Builder field = TableFieldSchema.newBuilder()
			.setName(column.name())
			.setMode(TableFieldSchema.Mode.valueOf(column.mode().name()));
		if (column.type() instanceof ColumnType.Struct struct) {
			struct.columns().forEach((nested) -> field.addFields(field(nested)));
		}
		return field.setType(type(column.type().kind())).build();
	}

	private static TableFieldSchema.Type type(ColumnType.Kind kind) {
		return (kind == ColumnType.Kind.FLOAT64) ? TableFieldSchema.Type.DOUBLE
				: TableFieldSchema.Type.valueOf(kind.name());
	}

}
