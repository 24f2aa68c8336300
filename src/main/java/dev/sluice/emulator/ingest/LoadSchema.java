package dev.sluice.emulator.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.catalog.TableId;

/**
 * The schema that a table has after a load job appended to it.
 */
final class LoadSchema {

	private final TableId table;

	private final boolean addition;

	private final boolean relaxation;

	/**
	 * Makes a merger.
	 * @param addition whether the job may add columns
	 * @param relaxation whether the job may make columns nullable
	 */
	LoadSchema(TableId table, boolean addition, boolean relaxation) {
		this.table = table;
		this.addition = addition;
		this.relaxation = relaxation;
	}

	/**
	 * Adds what the job's schema brings to that of the table.
	 * @throws ApiError if the job may not change it so
	 */
	Schema merge(Schema present, Schema provided) {
		return new Schema(merge(present.fields(), provided.fields(), ""));
	}

	private List<Field> merge(List<Field> present, List<Field> provided, String prefix) {
		List<Field> merged = new ArrayList<>();
		for (Field field : present) {
			Optional<Field> same = provided.stream().filter((other) -> sameName(field, other)).findFirst();
			merged.add(same.isPresent() ? merge(field, same.get(), prefix + field.name()) : omitted(field, prefix));
		}
		for (Field field : provided) {
			if (present.stream().noneMatch((other) -> sameName(field, other))) {
				if (!this.addition) {
					throw refuse("Cannot add fields (field: " + prefix + field.name() + ')');
				}
				if (field.required()) {
					throw refuse(
							"Cannot add required fields to an existing schema. (field: " + prefix + field.name() + ')');
				}
				merged.add(field);
			}
		}
		return merged;
	}

	private Field omitted(Field field, String prefix) {
		if (field.required() && !this.relaxation) {
			throw refuse("Field " + prefix + field.name() + " is missing in new schema");
		}
		return field.required() ? with(field, Mode.NULLABLE, field.fields()) : field;
	}

	private static boolean sameName(Field field, Field other) {
		return field.name().equalsIgnoreCase(other.name());
	}

	private Field merge(Field present, Field provided, String path) {
		if (present.type() != provided.type()) {
			throw refuse("Field " + path + " has changed type from " + present.type() + " to " + provided.type());
		}
		Mode mode = present.mode();
		if (mode == Mode.REQUIRED && provided.mode() == Mode.NULLABLE && this.relaxation) {
			mode = Mode.NULLABLE;
		}
		else if (mode != provided.mode() && !(mode == Mode.NULLABLE && provided.mode() == Mode.REQUIRED)) {
			throw refuse("Field " + path + " has changed mode from " + mode + " to " + provided.mode());
		}
		return with(present, mode, merge(present.fields(), provided.fields(), path + '.'));
	}

	private static Field with(Field field, Mode mode, List<Field> fields) {
		return new Field(field.name(), field.type(), mode, fields, field.limits(), field.defaultValue(),
				field.rangeElement(), field.other());
	}

	private ApiError refuse(String what) {
		return ApiError.invalid("Provided Schema does not match Table " + this.table + ". " + what);
	}

}
