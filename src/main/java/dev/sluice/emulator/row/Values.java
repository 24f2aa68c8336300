package dev.sluice.emulator.row;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values from the wire and holds them against their columns.
 */
final class Values {

	private Values() {
	}

	/**
	 * Reads a value as the Java class of its column's type.
	 * @throws BadValueException if it does not fit the column
	 */
	static Object read(FieldPlan field, WireReader reader) {
		return switch (field.source) {
			case LONG -> ofLong(field, field.readLong(reader));
			case ENUM -> ofEnum(field, (int) field.readLong(reader));
			case DOUBLE -> ofDouble(field, field.readDouble(reader));
			case TEXT, BINARY -> delimited(field, reader);
			case MESSAGE -> message(field, reader);
		};
	}

	private static Object delimited(FieldPlan field, WireReader reader) {
		int to = reader.delimited();
		int from = reader.position;
		reader.position = to;
		return (field.source == Source.TEXT) ? ofText(field, reader.buffer, from, to)
				: ofBytes(field, reader.buffer, from, to);
	}

	private static Object ofLong(FieldPlan field, long value) {
		return switch (field.type) {
			case BOOLEAN -> value != 0;
			case DATE -> date(field, value);
			case TIME -> civil(field, value);
			case DATETIME -> civil(field, value);
			case TIMESTAMP -> timestamp(field, value);
			case NUMERIC, BIGNUMERIC -> Decimals.check(decimal(field, value), field.column, field.path);
			default -> value;
		};
	}

	private static BigDecimal decimal(FieldPlan field, long value) {
		boolean unsigned = field.proto.getType() == FieldDescriptor.Type.UINT64;
		return unsigned ? new BigDecimal(Long.toUnsignedString(value)) : BigDecimal.valueOf(value);
	}

	private static LocalDate date(FieldPlan field, long value) {
		if (value < CivilTime.MIN_DATE || value > CivilTime.MAX_DATE) {
			throw new BadValueException("Date field value is out of range: " + value + " on field " + field.path + '.');
		}
		return LocalDate.ofEpochDay(value);
	}

	private static Object civil(FieldPlan field, long value) {
		try {
			return (field.type == FieldType.TIME) ? CivilTime.time(value) : CivilTime.dateTime(value);
		}
		catch (DateTimeException ex) {
			String type = (field.type == FieldType.TIME) ? "Time" : "Datetime";
			throw new BadValueException(
					type + " field value is out of range: " + value + " on field " + field.path + '.');
		}
	}

	private static Instant timestamp(FieldPlan field, long micros) {
		checkTimestamp(field, micros);
		return CivilTime.instant(micros);
	}

	static void checkTimestamp(FieldPlan field, long micros) {
		if (micros < CivilTime.MIN_TIMESTAMP || micros > CivilTime.MAX_TIMESTAMP) {
			throw new BadValueException(
					"Timestamp field value is out of range: " + micros + " on field " + field.path + '.');
		}
	}

	private static Object ofEnum(FieldPlan field, int number) {
		if (field.type == FieldType.INTEGER) {
			return (long) number;
		}
		EnumValueDescriptor value = field.proto.getEnumType().findValueByNumber(number);
		return (value != null) ? value.getName() : Integer.toString(number);
	}

	private static Object ofDouble(FieldPlan field, double value) {
		if (field.type == FieldType.FLOAT) {
			return value;
		}
		if (!Double.isFinite(value)) {
			throw new BadValueException("Invalid " + field.type + " value: " + value + " on field " + field.path + '.');
		}
		return Decimals.check(BigDecimal.valueOf(value), field.column, field.path);
	}

	private static Object ofText(FieldPlan field, byte[] buffer, int from, int to) {
		checkText(field, buffer, from, to);
		if (field.type == FieldType.BYTES) {
			return Arrays.copyOfRange(buffer, from, to);
		}
		return check(Literals.parse(field.type, new String(buffer, from, to - from, StandardCharsets.UTF_8)),
				field.column, field.path);
	}

	/**
	 * Holds a value against its column's parameters.
	 */
	static Object check(Object value, Field column, String path) {
		if (value instanceof BigDecimal decimal) {
			return Decimals.check(decimal, column, path);
		}
		if (column.type() == FieldType.JSON && !JsonText.valid((String) value)) {
			throw new BadValueException("Invalid JSON value on field " + path + '.');
		}
		return value;
	}

	static void checkText(FieldPlan field, byte[] buffer, int from, int to) {
		int characters = Utf8.characters(buffer, from, to);
		if (characters < 0) {
			throw new BadValueException("Invalid UTF-8 in a string value on field " + field.path + '.');
		}
		boolean bytes = field.type == FieldType.BYTES;
		checkLength(field.column, bytes ? to - from : characters, field.path);
	}

	static void checkLength(Field column, int length, String path) {
		Long limit = column.limits().maxLength();
		if (limit != null && length > limit) {
			throw new BadValueException("Field " + path + ": " + column.type() + '(' + limit + ") has maximum length "
					+ limit + " but got a value with length " + length + " on field " + path + '.');
		}
	}

	private static Object ofBytes(FieldPlan field, byte[] buffer, int from, int to) {
		if (field.type == FieldType.BYTES) {
			checkLength(field.column, to - from, field.path);
			return Arrays.copyOfRange(buffer, from, to);
		}
		return Decimals.check(Decimals.decode(buffer, from, to, field.type), field.column, field.path);
	}

	private static Object message(FieldPlan field, WireReader reader) {
		int to = reader.delimited();
		int outer = reader.end;
		reader.end = to;
		@Nullable Object[] values = RowDecoder.decode(field.message(), reader);
		reader.end = outer;
		return switch (field.type) {
			case RECORD -> values;
			case RANGE -> new RangeValue(values[0], values[1]);
			default -> (values.length == 2) ? timestamp(field, micros(values[0], values[1]))
					: (values[0] != null) ? values[0] : zero(field);
		};
	}

	private static long micros(@Nullable Object seconds, @Nullable Object nanos) {
		long whole = (seconds != null) ? (Long) seconds : 0;
		long fraction = (nanos != null) ? (Long) nanos : 0;
		return Math.addExact(Math.multiplyExact(whole, 1_000_000L), fraction / 1000);
	}

	private static Object zero(FieldPlan field) {
		FieldPlan value = Objects.requireNonNull(field.message().byNumber(1));
		return switch (value.source) {
			case LONG, ENUM -> ofLong(value, 0);
			case DOUBLE -> ofDouble(value, 0);
			case TEXT -> "";
			default -> new byte[0];
		};
	}

}
