package dev.sluice.emulator.row;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads rows into values, one per column, in the order of the columns.
 */
final class RowDecoder {

	private RowDecoder() {
	}

	/**
	 * Reads a message up to the reader's end. A repeated column is a list and empty if it
	 * is missing; any other that is missing is {@code null}; of a value that comes twice
	 * the last counts.
	 */
	static @Nullable Object[] decode(MessagePlan plan, WireReader reader) {
		@Nullable Object[] values = new Object[plan.slots];
		while (!reader.atEnd()) {
			int tag = reader.tag();
			FieldPlan field = plan.byNumber(tag >>> 3);
			int wireType = tag & 7;
			if (field == null) {
				reader.skip(wireType);
			}
			else if (field.repeated) {
				repeated(field, wireType, reader, values);
			}
			else if (wireType == field.wireType) {
				values[field.slot] = Values.read(field, reader);
			}
			else {
				reader.skip(wireType);
			}
		}
		return values;
	}

	/**
	 * Reads the one value that goes to a slot and skips all others.
	 */
	static @Nullable Object single(MessagePlan plan, int slot, WireReader reader) {
		Object value = null;
		while (!reader.atEnd()) {
			int tag = reader.tag();
			FieldPlan field = plan.byNumber(tag >>> 3);
			int wireType = tag & 7;
			if (field != null && field.slot == slot && wireType == field.wireType) {
				value = Values.read(field, reader);
			}
			else {
				reader.skip(wireType);
			}
		}
		return value;
	}

	@SuppressWarnings("unchecked")
	private static void repeated(FieldPlan field, int wireType, WireReader reader, @Nullable Object[] values) {
		List<Object> list = (List<Object>) values[field.slot];
		if (list == null) {
			list = new ArrayList<>();
			values[field.slot] = list;
		}
		if (wireType == field.wireType) {
			list.add(Values.read(field, reader));
		}
		else if (wireType == WireReader.LENGTH_DELIMITED) {
			int to = reader.delimited();
			while (reader.position < to) {
				list.add(Values.read(field, reader));
			}
		}
		else {
			reader.skip(wireType);
		}
	}

}
