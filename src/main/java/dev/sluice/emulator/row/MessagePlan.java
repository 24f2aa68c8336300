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

	/** The required columns, in the order of their bits. */
	final List<FieldPlan> required;

	private final @Nullable FieldPlan[] dense;

	private final Map<Integer, FieldPlan> sparse = new HashMap<>();

	private final int[] requiredBits;

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
		this.requiredBits = new int[slots];
		for (int i = 0; i < this.required.size(); i++) {
			this.requiredBits[this.required.get(i).slot] = i + 1;
		}
	}

	@Nullable FieldPlan byNumber(int number) {
		return (number < this.dense.length) ? this.dense[number] : this.sparse.get(number);
	}

	/**
	 * Returns the place of a column among the required ones, -1 if it is not.
	 */
	int requiredIndex(FieldPlan field) {
		return this.requiredBits[field.slot] - 1;
	}

}
