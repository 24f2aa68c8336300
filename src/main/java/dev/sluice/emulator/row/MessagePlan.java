package dev.sluice.emulator.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a message is read into the columns of a row or record.
 */
final class MessagePlan {

	private static final int DENSE = 4096;

	final List<FieldPlan> fields;

	/** How many columns a row or record has. */
	final int slots;

	/** The fields whose columns are required. */
	final List<FieldPlan> required;

	private final @Nullable FieldPlan[] dense;

	private final Map<Integer, FieldPlan> sparse = new HashMap<>();

	MessagePlan(List<FieldPlan> fields, int slots) {
		this.fields = List.copyOf(fields);
		this.slots = slots;
		this.required = fields.stream().filter((field) -> field.column.required()).toList();
		int highest = fields.stream()
			.mapToInt((field) -> field.proto.getNumber())
			.filter((n) -> n < DENSE)
			.max()
			.orElse(0);
		this.dense = new FieldPlan[highest + 1];
		fields.forEach((field) -> {
			int number = field.proto.getNumber();
			if (number < DENSE) {
				this.dense[number] = field;
			}
			else {
				this.sparse.put(number, field);
			}
		});
	}

	@Nullable FieldPlan byNumber(int number) {
		return (number < this.dense.length) ? this.dense[number] : this.sparse.get(number);
	}

}
