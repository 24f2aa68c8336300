package dev.sluice.emulator.ingest;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file of Avro.
 */
final class AvroRows implements FileRows {

	private static final int NANOS_PER_MICRO = 1000;

	private final DataFileReader<GenericRecord> reader;

	private final boolean logicalTypes;

	private @Nullable GenericRecord row;

	private long position = -1;

	AvroRows(Path file, boolean logicalTypes) throws IOException {
		this.reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>());
		this.logicalTypes = logicalTypes;
	}

	@Override
	public boolean advance() {
		boolean more = this.reader.hasNext();
		this.row = more ? this.reader.next() : null;
		this.position++;
		return more;
	}

	@Override
	public JsonObject row() {
		GenericRecord present = this.row;
		if (present == null) {
			throw new IllegalStateException("there is no row");
		}
		return struct(present);
	}

	private JsonObject struct(GenericRecord struct) {
		JsonObject json = new JsonObject();
		for (Schema.Field field : struct.getSchema().getFields()) {
			json.add(field.name(), value(field.schema(), struct.get(field.pos())));
		}
		return json;
	}

	private JsonElement value(Schema schema, @Nullable Object value) {
		if (value == null) {
			return JsonNull.INSTANCE;
		}
		return switch (schema.getType()) {
			case UNION -> value(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
			case RECORD -> struct((GenericRecord) value);
			case ARRAY -> {
				JsonArray array = new JsonArray();
				((Collection<?>) value).forEach((element) -> array.add(value(schema.getElementType(), element)));
				yield array;
			}
			case BOOLEAN -> new JsonPrimitive((Boolean) value);
			case FLOAT, DOUBLE -> new JsonPrimitive(value.toString());
			case INT, LONG -> number(schema, ((Number) value).longValue());
			case BYTES, FIXED -> bytes(schema, (ByteBuffer) value);
			default -> text(schema, value.toString());
		};
	}

	private JsonElement number(Schema schema, long value) {
		LogicalType type = this.logicalTypes ? schema.getLogicalType() : null;
		if (type instanceof LogicalTypes.Date) {
			return new JsonPrimitive(LocalDate.ofEpochDay(value).toString());
		}
		if (type instanceof LogicalTypes.TimestampMicros) {
			return new JsonPrimitive(Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString());
		}
		if (type instanceof LogicalTypes.TimeMicros) {
			return new JsonPrimitive(LocalTime.ofNanoOfDay(value * NANOS_PER_MICRO).toString());
		}
		return new JsonPrimitive(Long.toString(value));
	}

	private static JsonElement bytes(Schema schema, ByteBuffer value) {
		byte[] bytes = new byte[value.remaining()];
		value.duplicate().get(bytes);
		if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
			return new JsonPrimitive(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString());
		}
		return new JsonPrimitive(Base64.getEncoder().encodeToString(bytes));
	}

	private static JsonElement text(Schema schema, String value) {
		return "JSON".equals(schema.getProp("sqlType")) ? JsonParser.parseString(value) : new JsonPrimitive(value);
	}

	@Override
	public long position() {
		return this.position;
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}
