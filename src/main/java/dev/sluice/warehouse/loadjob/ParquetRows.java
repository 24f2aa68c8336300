package dev.sluice.warehouse.loadjob;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.sluice.table.Column;
import dev.sluice.table.Column.Mode;
import dev.sluice.table.ColumnType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rows of a table as Parquet's records, with the logical types by which BigQuery tells
 * its own; arrays are LISTs of three levels.
 */
final class ParquetRows extends WriteSupport<JsonNode> {

	private static final int NUMERIC_PRECISION = 38;

	private static final int NUMERIC_SCALE = 9;

	private static final int NUMERIC_BYTES = 16;

	private final List<Column> columns;

	private @Nullable RecordConsumer out;

	ParquetRows(List<Column> columns) {
		this.columns = columns;
	}

	@Override
	@SuppressWarnings("deprecation") // Parquet wants it implemented
	public WriteContext init(Configuration configuration) {
		return context();
	}

	@Override
	public WriteContext init(ParquetConfiguration configuration) {
		return context();
	}

	private WriteContext context() {
		return new WriteContext(new MessageType("row", this.columns.stream().map(ParquetRows::type).toList()),
				Map.of());
	}

	private static Type type(Column column) {
		return switch (column.mode()) {
			case REPEATED ->
				Types.optionalList().element(type(column, Repetition.REQUIRED, "element")).named(column.name());
			case REQUIRED -> type(column, Repetition.REQUIRED, column.name());
			case NULLABLE -> type(column, Repetition.OPTIONAL, column.name());
		};
	}

	private static Type type(Column column, Repetition repetition, String name) {
		return switch (column.type().kind()) {
			case BOOL -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
			case INT64 -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
			case FLOAT64 -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
			case NUMERIC -> Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
				.length(NUMERIC_BYTES)
				.as(LogicalTypeAnnotation.decimalType(NUMERIC_SCALE, NUMERIC_PRECISION))
				.named(name);
			case BYTES -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
			case DATE ->
				Types.primitive(PrimitiveTypeName.INT32, repetition).as(LogicalTypeAnnotation.dateType()).named(name);
			case TIME -> micros(LogicalTypeAnnotation.timeType(true, TimeUnit.MICROS), repetition, name);
			case DATETIME -> micros(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS), repetition, name);
			case TIMESTAMP -> micros(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS), repetition, name);
			case STRUCT -> new GroupType(repetition, name,
					((ColumnType.Struct) column.type()).columns().stream().map(ParquetRows::type).toList());
			default -> Types.primitive(PrimitiveTypeName.BINARY, repetition)
				.as(LogicalTypeAnnotation.stringType())
				.named(name);
		};
	}

	private static Type micros(LogicalTypeAnnotation type, Repetition repetition, String name) {
		return Types.primitive(PrimitiveTypeName.INT64, repetition).as(type).named(name);
	}

	@Override
	public void prepareForWrite(RecordConsumer consumer) {
		this.out = consumer;
	}

	@Override
	public void write(JsonNode row) {
		RecordConsumer consumer = this.out;
		if (consumer == null) {
			throw new IllegalStateException("nothing takes the rows");
		}
		consumer.startMessage();
		fields(consumer, this.columns, row);
		consumer.endMessage();
	}

	private static void fields(RecordConsumer out, List<Column> columns, JsonNode struct) {
		for (int i = 0; i < columns.size(); i++) {
			Column column = columns.get(i);
			JsonNode value = struct.get(column.name());
			if (value == null || value.isNull() || (column.mode() == Mode.REPEATED && value.isEmpty())) {
				continue;
			}
			out.startField(column.name(), i);
			if (column.mode() == Mode.REPEATED) {
				elements(out, column, value);
			}
			else {
				value(out, column, value);
			}
			out.endField(column.name(), i);
		}
	}

	private static void elements(RecordConsumer out, Column column, JsonNode values) {
		out.startGroup();
		out.startField("list", 0);
		for (JsonNode value : values) {
			out.startGroup();
			out.startField("element", 0);
			value(out, column, value);
			out.endField("element", 0);
			out.endGroup();
		}
		out.endField("list", 0);
		out.endGroup();
	}

	private static void value(RecordConsumer out, Column column, JsonNode value) {
		switch (column.type().kind()) {
			case BOOL -> out.addBoolean(value.asBoolean());
			case INT64 -> out.addLong(JsonCells.int64(value));
			case FLOAT64 -> out.addDouble(JsonCells.float64(value));
			case NUMERIC -> out.addBinary(numeric(JsonCells.decimal(value, NUMERIC_SCALE).unscaledValue()));
			case BYTES -> out.addBinary(Binary.fromConstantByteArray(JsonCells.bytes(value)));
			case DATE -> out.addInteger(JsonCells.date(value));
			case TIME -> out.addLong(JsonCells.time(value));
			case DATETIME -> out.addLong(JsonCells.datetime(value));
			case TIMESTAMP -> out.addLong(JsonCells.timestamp(value));
			case STRUCT -> {
				out.startGroup();
				fields(out, ((ColumnType.Struct) column.type()).columns(), value);
				out.endGroup();
			}
			default -> out.addBinary(Binary.fromString(value.asString()));
		}
	}

	private static Binary numeric(BigInteger unscaled) {
		byte[] shortest = unscaled.toByteArray();
		byte[] bytes = new byte[NUMERIC_BYTES];
		Arrays.fill(bytes, (byte) ((unscaled.signum() < 0) ? -1 : 0));
		System.arraycopy(shortest, 0, bytes, NUMERIC_BYTES - shortest.length, shortest.length);
		return Binary.fromConstantByteArray(bytes);
	}

}
