package dev.sluice.emulator.row;

import java.util.BitSet;

import dev.sluice.emulator.catalog.FieldType;

/**
 * Holds rows against their columns without making objects of the common values.
 */
final class RowCheck {

	private static final BitSet NONE = new BitSet(0);

	private RowCheck() {
	}

	/**
	 * Reads a message up to the reader's end.
	 * @throws BadValueException if a value does not fit or a required one is missing
	 * @throws MalformedRowException if the bytes are no message
	 */
	static void check(MessagePlan plan, WireReader reader) {
		BitSet seen = plan.required.isEmpty() ? NONE : new BitSet(plan.slots);
		while (!reader.atEnd()) {
			int tag = reader.tag();
			int wireType = tag & 7;
			FieldPlan field = plan.byNumber(tag >>> 3);
			if (field == null) {
				reader.skip(wireType);
				continue;
			}
			if (field.column.required()) {
				seen.set(field.slot);
			}
			if (wireType == field.wireType) {
				value(field, reader);
			}
			else if (wireType == WireReader.LENGTH_DELIMITED && field.repeated) {
				packed(field, reader);
			}
			else {
				reader.skip(wireType);
			}
		}
		if (!plan.required.isEmpty()) {
			complete(plan, seen);
		}
	}

	private static void complete(MessagePlan plan, BitSet seen) {
		for (FieldPlan field : plan.required) {
			if (!seen.get(field.slot) && field.column.defaultValue() == null) {
				throw new BadValueException("Missing required field: " + field.path + '.');
			}
		}
	}

	private static void packed(FieldPlan field, WireReader reader) {
		int to = reader.delimited();
		while (reader.position < to) {
			value(field, reader);
		}
	}

	private static void value(FieldPlan field, WireReader reader) {
		switch (field.source) {
			case TEXT -> text(field, reader);
			case LONG -> number(field, reader);
			case DOUBLE -> floating(field, reader);
			case MESSAGE -> message(field, reader);
			default -> Values.read(field, reader);
		}
	}

	private static void text(FieldPlan field, WireReader reader) {
		if (field.type == FieldType.STRING) {
			int to = reader.delimited();
			Values.checkText(field, reader.buffer, reader.position, to);
			reader.position = to;
		}
		else {
			Values.read(field, reader);
		}
	}

	private static void number(FieldPlan field, WireReader reader) {
		if (field.type == FieldType.INTEGER || field.type == FieldType.BOOLEAN) {
			field.readLong(reader);
		}
		else if (field.type == FieldType.TIMESTAMP) {
			Values.checkTimestamp(field, field.readLong(reader));
		}
		else {
			Values.read(field, reader);
		}
	}

	private static void floating(FieldPlan field, WireReader reader) {
		if (field.type == FieldType.FLOAT) {
			field.readDouble(reader);
		}
		else {
			Values.read(field, reader);
		}
	}

	private static void message(FieldPlan field, WireReader reader) {
		if (field.type == FieldType.RECORD) {
			int to = reader.delimited();
			int outer = reader.end;
			reader.end = to;
			check(field.message(), reader);
			reader.end = outer;
		}
		else {
			Values.read(field, reader);
		}
	}

}
