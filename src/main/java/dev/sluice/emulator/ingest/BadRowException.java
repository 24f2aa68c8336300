package dev.sluice.emulator.ingest;

/**
 * Says why a row of JSON is not one of a table's.
 */
final class BadRowException extends RuntimeException {

	private final String location;

	private final boolean unknownField;

	BadRowException(String location, String message, boolean unknownField) {
		super(message, null, false, false);
		this.location = location;
		this.unknownField = unknownField;
	}

	/**
	 * Returns the path of the field it is about, or an empty text.
	 */
	String location() {
		return this.location;
	}

	/**
	 * Returns whether the table lacks a field that the row has.
	 */
	boolean unknownField() {
		return this.unknownField;
	}

}
