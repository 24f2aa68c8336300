package dev.sluice.emulator.row;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;

/**
 * Which proto types a column of each type takes, after the page "Supported data types" of
 * the Storage Write API.
 */
final class Conversions {

	private static final Set<FieldDescriptor.Type> INT64 = EnumSet.of(FieldDescriptor.Type.INT32,
			FieldDescriptor.Type.INT64, FieldDescriptor.Type.UINT32, FieldDescriptor.Type.SINT32,
			FieldDescriptor.Type.SINT64, FieldDescriptor.Type.FIXED32, FieldDescriptor.Type.SFIXED32,
			FieldDescriptor.Type.SFIXED64, FieldDescriptor.Type.ENUM);

	private static final Set<FieldDescriptor.Type> BOOL = EnumSet.of(FieldDescriptor.Type.BOOL,
			FieldDescriptor.Type.INT32, FieldDescriptor.Type.INT64, FieldDescriptor.Type.UINT32,
			FieldDescriptor.Type.UINT64);

	private static final Set<FieldDescriptor.Type> DECIMAL = EnumSet.of(FieldDescriptor.Type.BYTES,
			FieldDescriptor.Type.STRING, FieldDescriptor.Type.INT32, FieldDescriptor.Type.INT64,
			FieldDescriptor.Type.UINT32, FieldDescriptor.Type.UINT64, FieldDescriptor.Type.SINT32,
			FieldDescriptor.Type.SINT64, FieldDescriptor.Type.FLOAT, FieldDescriptor.Type.DOUBLE);

	private static final Set<FieldDescriptor.Type> STRING = EnumSet.of(FieldDescriptor.Type.STRING,
			FieldDescriptor.Type.ENUM);

	private static final Set<FieldDescriptor.Type> BYTES = EnumSet.of(FieldDescriptor.Type.BYTES,
			FieldDescriptor.Type.STRING);

	private static final Set<FieldDescriptor.Type> FLOAT = EnumSet.of(FieldDescriptor.Type.DOUBLE,
			FieldDescriptor.Type.FLOAT);

	private static final Set<FieldDescriptor.Type> DATE = EnumSet.of(FieldDescriptor.Type.INT32,
			FieldDescriptor.Type.INT64, FieldDescriptor.Type.STRING);

	private static final Set<FieldDescriptor.Type> CIVIL = EnumSet.of(FieldDescriptor.Type.INT64,
			FieldDescriptor.Type.STRING);

	private static final Set<FieldDescriptor.Type> TIMESTAMP = EnumSet.of(FieldDescriptor.Type.INT64,
			FieldDescriptor.Type.INT32, FieldDescriptor.Type.UINT32, FieldDescriptor.Type.STRING);

	private static final Set<FieldDescriptor.Type> TEXT = EnumSet.of(FieldDescriptor.Type.STRING);

	private Conversions() {
	}

	static boolean allowed(FieldDescriptor.Type proto, FieldType column) {
		Set<FieldDescriptor.Type> types = switch (column) {
			case STRING -> STRING;
			case BYTES -> BYTES;
			case INTEGER -> INT64;
			case FLOAT -> FLOAT;
			case BOOLEAN -> BOOL;
			case NUMERIC, BIGNUMERIC -> DECIMAL;
			case DATE -> DATE;
			case TIME, DATETIME -> CIVIL;
			case TIMESTAMP -> TIMESTAMP;
			case GEOGRAPHY, JSON, INTERVAL -> TEXT;
			case RANGE, RECORD -> EnumSet.noneOf(FieldDescriptor.Type.class);
		};
		return types.contains(proto);
	}

	/**
	 * Returns the two ends of a range as fields of a message.
	 */
	static List<Field> rangeFields(Field column) {
		FieldType element = Objects.requireNonNull(column.rangeElement());
		return List.of(Field.of("start", element), Field.of("end", element));
	}

	/**
	 * Returns the fields of the well-known message that a scalar column takes: a
	 * wrapper's {@code value}, or a timestamp's {@code seconds} and {@code nanos}; empty
	 * if the message is neither.
	 */
	static List<Field> wrapped(Descriptor message, Field column) {
		FieldDescriptor value = message.findFieldByName("value");
		if (message.getFields().size() == 1 && value != null && !value.isRepeated()) {
			return List.of(new Field("value", column.type(), Mode.NULLABLE, List.of(), column.limits(), null, null,
					column.other()));
		}
		boolean timestamp = message.getFields().size() == 2 && message.findFieldByName("seconds") != null
				&& message.findFieldByName("nanos") != null;
		if (timestamp && column.type() == FieldType.TIMESTAMP) {
			return List.of(Field.of("seconds", FieldType.INTEGER), Field.of("nanos", FieldType.INTEGER));
		}
		return List.of();
	}

}
