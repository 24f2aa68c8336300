package dev.sluice.emulator.row;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * How one proto field is read into one column. What the inner loops ask for is worked out
 * once.
 */
final class FieldPlan {

	final FieldDescriptor proto;

	/** What the field gives. */
	final Source source;

	/** The column it goes to. */
	final Field column;

	final FieldType type;

	final boolean repeated;

	/** The column's place among its siblings. */
	final int slot;

	/** The column's full name in lower case, for messages. */
	final String path;

	final int wireType;

	private final FieldDescriptor.Type protoType;

	private final @Nullable MessagePlan nested;

	FieldPlan(FieldDescriptor proto, Source source, Field column, int slot, String path, @Nullable MessagePlan nested) {
		this.proto = proto;
		this.source = source;
		this.column = column;
		this.type = column.type();
		this.repeated = column.repeated();
		this.slot = slot;
		this.path = path;
		this.nested = nested;
		this.protoType = proto.getType();
		this.wireType = wireType(proto.getType());
	}

	private static int wireType(FieldDescriptor.Type type) {
		return switch (type) {
			case DOUBLE, FIXED64, SFIXED64 -> WireReader.FIXED64;
			case FLOAT, FIXED32, SFIXED32 -> WireReader.FIXED32;
			case STRING, BYTES, MESSAGE -> WireReader.LENGTH_DELIMITED;
			case GROUP -> WireReader.START_GROUP;
			default -> WireReader.VARINT;
		};
	}

	/**
	 * Reads the number behind any of the integer types.
	 */
	long readLong(WireReader reader) {
		return switch (this.protoType) {
			case INT32, ENUM -> (int) reader.varint();
			case UINT32 -> reader.varint() & 0xFFFF_FFFFL;
			case SINT32, SINT64 -> zigzag(reader.varint());
			case FIXED32 -> reader.fixed32() & 0xFFFF_FFFFL;
			case SFIXED32 -> reader.fixed32();
			case FIXED64, SFIXED64 -> reader.fixed64();
			case BOOL -> (reader.varint() != 0) ? 1 : 0;
			default -> reader.varint();
		};
	}

	double readDouble(WireReader reader) {
		return (this.wireType == WireReader.FIXED64) ? Double.longBitsToDouble(reader.fixed64())
				: Float.intBitsToFloat(reader.fixed32());
	}

	private static long zigzag(long value) {
		return (value >>> 1) ^ -(value & 1);
	}

	MessagePlan message() {
		if (this.nested == null) {
			throw new IllegalStateException(this.path + " is not a message");
		}
		return this.nested;
	}

}
