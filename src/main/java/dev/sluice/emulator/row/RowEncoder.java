package dev.sluice.emulator.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.protobuf.CodedOutputStream;
import dev.sluice.emulator.catalog.Field;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows of typed values, as REST and queries bring them.
 *
 * The values are those that {@link WirePlan#decode} gives, except that a record is a map
 * from column names, regardless of case, to values. Immutable and safe for use by many
 * threads.
 */
public final class RowEncoder {

	private final WirePlan plan;

	public RowEncoder(List<Field> columns) {
		this.plan = WirePlan.canonical(columns);
	}

	/**
	 * Returns how the rows are to be read.
	 */
	public WirePlan plan() {
		return this.plan;
	}

	/**
	 * Encodes a row.
	 * @throws BadValueException if a value does not fit its column, a required one is
	 * missing or there is no such column
	 */
	public byte[] encode(Map<String, ?> row) {
		try {
			return message(this.plan.root(), row);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] message(MessagePlan plan, Map<String, ?> row) throws IOException {
		Map<String, Object> values = new HashMap<>();
		row.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CodedOutputStream out = CodedOutputStream.newInstance(bytes, 256);
		for (FieldPlan field : plan.fields) {
			Object value = values.remove(field.column.name().toLowerCase(Locale.ROOT));
			if (field.repeated && value != null) {
				for (Object element : cast(List.class, value, field)) {
					value(field, element, out);
				}
			}
			else if (value != null) {
				value(field, value, out);
			}
			else if (field.column.required() && field.column.defaultValue() == null) {
				throw new BadValueException("Missing required field: " + field.path + '.');
			}
		}
		for (String unknown : values.keySet()) {
			throw new BadValueException("no such field: " + unknown + '.');
		}
		out.flush();
		return bytes.toByteArray();
	}

	private static void value(FieldPlan field, @Nullable Object value, CodedOutputStream out) throws IOException {
		if (value == null) {
			throw new BadValueException("Only optional fields can be set to NULL. Field: " + field.path + '.');
		}
		int number = field.proto.getNumber();
		switch (field.type) {
			case INTEGER -> out.writeInt64(number, cast(Long.class, value, field));
			case FLOAT -> out.writeDouble(number, cast(Double.class, value, field));
			case BOOLEAN -> out.writeBool(number, cast(Boolean.class, value, field));
			case NUMERIC, BIGNUMERIC -> out.writeByteArray(number, decimal(field, value));
			case DATE -> out.writeInt32(number, (int) cast(LocalDate.class, value, field).toEpochDay());
			case TIME -> out.writeInt64(number, CivilTime.pack(cast(LocalTime.class, value, field)));
			case DATETIME -> out.writeInt64(number, CivilTime.pack(cast(LocalDateTime.class, value, field)));
			case TIMESTAMP -> out.writeInt64(number, timestamp(field, cast(Instant.class, value, field)));
			case BYTES -> out.writeByteArray(number, bytes(field, cast(byte[].class, value, field)));
			case RECORD -> out.writeByteArray(number, message(field.message(), record(field, value)));
			case RANGE -> out.writeByteArray(number, message(field.message(), range(field, value)));
			default -> out.writeString(number, text(field, cast(String.class, value, field)));
		}
	}

	private static byte[] decimal(FieldPlan field, Object value) {
		return Decimals.encode(Decimals.check(cast(BigDecimal.class, value, field), field.column, field.path),
				field.type);
	}

	private static long timestamp(FieldPlan field, Instant value) {
		long micros = CivilTime.micros(value);
		Values.checkTimestamp(field, micros);
		return micros;
	}

	private static byte[] bytes(FieldPlan field, byte[] value) {
		Values.checkLength(field.column, value.length, field.path);
		return value;
	}

	private static String text(FieldPlan field, String value) {
		Values.checkLength(field.column, value.codePointCount(0, value.length()), field.path);
		return (String) Values.check(value, field.column, field.path);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, ?> record(FieldPlan field, Object value) {
		return cast(Map.class, value, field);
	}

	private static Map<String, ?> range(FieldPlan field, Object value) {
		RangeValue range = cast(RangeValue.class, value, field);
		Map<String, @Nullable Object> ends = new HashMap<>();
		ends.put("start", range.start());
		ends.put("end", range.end());
		return ends;
	}

	private static <T> T cast(Class<T> type, Object value, FieldPlan field) {
		if (!type.isInstance(value)) {
			throw new BadValueException(
					"Cannot convert value to " + field.type.sqlName() + ": " + value + " on field " + field.path + '.');
		}
		return type.cast(value);
	}

}
