package dev.sluice.emulator.row;

import java.util.List;

/**
 * Says that a writer's schema does not fit the table's.
 */
public final class SchemaMismatchException extends RuntimeException {

	private final boolean extraFields;

	private SchemaMismatchException(String message, boolean extraFields) {
		super(message, null, false, false);
		this.extraFields = extraFields;
	}

	static SchemaMismatchException extra(List<String> fields) {
		return new SchemaMismatchException(
				"Input schema has more fields than BigQuery schema, extra fields: '" + String.join(",", fields) + "'",
				true);
	}

	static SchemaMismatchException required(List<String> fields) {
		return new SchemaMismatchException(
				"Input schema lacks required fields of the BigQuery schema: '" + String.join(",", fields) + "'", false);
	}

	static SchemaMismatchException type(String path, String protoType, String columnType) {
		return new SchemaMismatchException("The proto field mismatched with BigQuery field at " + path
				+ ", the proto field type " + protoType + ", BigQuery field type " + columnType, false);
	}

	static SchemaMismatchException invalid(String message) {
		return new SchemaMismatchException("Invalid proto schema: " + message, false);
	}

	/**
	 * Tells whether the writer has fields that the table lacks.
	 */
	public boolean extraFields() {
		return this.extraFields;
	}

}
