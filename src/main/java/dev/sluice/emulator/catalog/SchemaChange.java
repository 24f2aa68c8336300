package dev.sluice.emulator.catalog;

import java.util.List;
import java.util.Optional;

import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The rules for changing the schema of a table that exists: columns may be added at the
 * end, nullable or repeated, and required ones may be relaxed; nothing else.
 */
public final class SchemaChange {

	private final String refusal;

	private SchemaChange(String refusal) {
		this.refusal = refusal;
	}

	/**
	 * Checks a change made by {@code tables.patch} or {@code tables.update}.
	 * @throws ApiError with BigQuery's words if the change is not allowed
	 */
	public static void check(TableId table, Schema from, Schema to) {
		new SchemaChange("Provided Schema does not match Table " + table + ". ").fields(from.fields(), to.fields(), "");
	}

	/**
	 * Checks a change made by a load or query job.
	 * @throws ApiError with BigQuery's words if the change is not allowed
	 */
	public static void checkJob(Schema from, Schema to) {
		new SchemaChange("Invalid schema update. ").fields(from.fields(), to.fields(), "");
	}

	private void fields(List<Field> from, List<Field> to, String prefix) {
		for (Field field : from) {
			Optional<Field> next = Schema.find(to, field.name());
			same(field, next.orElseThrow(() -> refuse("Field " + prefix + field.name() + " is missing in new schema")),
					prefix + field.name());
		}
		for (Field field : to) {
			if (field.required() && Schema.find(from, field.name()).isEmpty()) {
				throw refuse(
						"Cannot add required fields to an existing schema. (field: " + prefix + field.name() + ")");
			}
		}
		for (int i = 0; i < from.size(); i++) {
			if (!from.get(i).name().equalsIgnoreCase(to.get(i).name())) {
				throw ApiError.preconditionFailed("Precondition Failed");
			}
		}
	}

	private void same(Field from, Field to, String path) {
		if (from.type() != to.type() || from.rangeElement() != to.rangeElement()) {
			throw refuse("Field " + path + " has changed type from " + from.type() + " to " + to.type());
		}
		if (from.mode() != to.mode() && !(from.mode() == Mode.REQUIRED && to.mode() == Mode.NULLABLE)) {
			throw refuse("Field " + path + " has changed mode from " + from.mode() + " to " + to.mode());
		}
		if (narrower(from.limits(), to.limits())) {
			throw refuse("Field " + path + " has changed type from " + from.type() + from.limits() + " to " + to.type()
					+ to.limits());
		}
		fields(from.fields(), to.fields(), path + '.');
	}

	private static boolean narrower(Field.Limits from, Field.Limits to) {
		return less(to.maxLength(), from.maxLength()) || less(to.precision(), from.precision())
				|| (from.scale() != null && to.precision() != null && less(to.scale(), from.scale()));
	}

	private static boolean less(@Nullable Number to, @Nullable Number from) {
		return to != null && (from == null || to.longValue() < from.longValue());
	}

	private ApiError refuse(String what) {
		return ApiError.invalid(this.refusal + what);
	}

}
