package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.table.Column;
import dev.sluice.table.Column.Mode;
import dev.sluice.table.ColumnType;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A file of Avro, with the logical types by which BigQuery tells DATE, TIME, TIMESTAMP
 * and decimals, and with its own attributes {@code logicalType=datetime} and
 * {@code sqlType} for DATETIME, JSON and GEOGRAPHY (BigQuery's page on loading Avro).
 */
final class AvroRowFile implements RowFile {

	private static final int NUMERIC_PRECISION = 38;

	private static final int NUMERIC_SCALE = 9;

	private static final int BIGNUMERIC_PRECISION = 77;

	private static final int BIGNUMERIC_SCALE = 38;

	private final List<Column> columns;

	private final Schema schema;

	private final DataFileWriter<GenericRecord> writer;

	AvroRowFile(Path path, List<Column> columns) throws IOException {
		this.columns = columns;
		this.schema = record("row", columns);
		this.writer = new DataFileWriter<>(new GenericDatumWriter<>(this.schema));
		this.writer.setCodec(CodecFactory.snappyCodec());
		this.writer.create(this.schema, path.toFile());
	}

	private static Schema record(String name, List<Column> columns) {
		List<Schema.Field> fields = new ArrayList<>();
		for (Column column : columns) {
			Schema type = type(name + "_" + column.name(), column.type());
			fields.add(switch (column.mode()) {
				case REQUIRED -> new Schema.Field(column.name(), type);
				case REPEATED -> new Schema.Field(column.name(), Schema.createArray(type));
				case NULLABLE -> new Schema.Field(column.name(),
						Schema.createUnion(Schema.create(Schema.Type.NULL), type), null, JsonProperties.NULL_VALUE);
			});
		}
		return Schema.createRecord(name, null, null, false, fields);
	}

	private static Schema type(String name, ColumnType type) {
		return switch (type.kind()) {
			case BOOL -> Schema.create(Schema.Type.BOOLEAN);
			case INT64 -> Schema.create(Schema.Type.LONG);
			case FLOAT64 -> Schema.create(Schema.Type.DOUBLE);
			case NUMERIC ->
				LogicalTypes.decimal(NUMERIC_PRECISION, NUMERIC_SCALE).addToSchema(Schema.create(Schema.Type.BYTES));
			case BIGNUMERIC -> LogicalTypes.decimal(BIGNUMERIC_PRECISION, BIGNUMERIC_SCALE)
				.addToSchema(Schema.create(Schema.Type.BYTES));
			case BYTES -> Schema.create(Schema.Type.BYTES);
			case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
			case TIME -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
			case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
			case DATETIME -> text("logicalType", "datetime");
			case JSON, GEOGRAPHY -> text("sqlType", type.kind().name());
			case STRUCT -> record(name, ((ColumnType.Struct) type).columns());
			default -> Schema.create(Schema.Type.STRING);
		};
	}

	private static Schema text(String attribute, String value) {
		Schema text = Schema.create(Schema.Type.STRING);
		text.addProp(attribute, value);
		return text;
	}

	@Override
	public void add(byte[] line, JsonNode row) throws IOException {
		this.writer.append(record(this.schema, this.columns, row));
	}

	private static GenericRecord record(Schema schema, List<Column> columns, JsonNode struct) {
		GenericRecord record = new GenericData.Record(schema);
		for (int i = 0; i < columns.size(); i++) {
			Column column = columns.get(i);
			Schema type = schema.getFields().get(i).schema();
			JsonNode value = struct.get(column.name());
			if (column.mode() == Mode.REPEATED) {
				record.put(i, elements(type.getElementType(), column, value));
			}
			else if (value != null && !value.isNull()) {
				record.put(i, value((column.mode() == Mode.NULLABLE) ? type.getTypes().get(1) : type, column, value));
			}
		}
		return record;
	}

	private static List<Object> elements(Schema type, Column column, @Nullable JsonNode values) {
		List<Object> elements = new ArrayList<>();
		if (values != null && values.isArray()) {
			values.forEach((value) -> elements.add(value(type, column, value)));
		}
		return elements;
	}

	private static Object value(Schema type, Column column, JsonNode value) {
		return switch (column.type().kind()) {
			case BOOL -> value.asBoolean();
			case INT64 -> JsonCells.int64(value);
			case FLOAT64 -> JsonCells.float64(value);
			case NUMERIC -> unscaled(JsonCells.decimal(value, NUMERIC_SCALE));
			case BIGNUMERIC -> unscaled(JsonCells.decimal(value, BIGNUMERIC_SCALE));
			case BYTES -> ByteBuffer.wrap(JsonCells.bytes(value));
			case DATE -> JsonCells.date(value);
			case TIME -> JsonCells.time(value);
			case TIMESTAMP -> JsonCells.timestamp(value);
			case JSON -> JsonCells.json(value);
			case STRUCT -> record(type, ((ColumnType.Struct) column.type()).columns(), value);
			default -> value.asString();
		};
	}

	private static ByteBuffer unscaled(BigDecimal decimal) {
		return ByteBuffer.wrap(decimal.unscaledValue().toByteArray());
	}

	@Override
	public void close() throws IOException {
		this.writer.close();
	}

}
