package dev.sluice.transform.json;

import dev.sluice.record.Reason;

/**
 * Tells of values that do not fit their columns.
 */
final class Mismatch {

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	Mismatch(JsonScanner scanner, JsonSkipper skipper) {
		this.scanner = scanner;
		this.skipper = skipper;
	}

	/**
	 * Notes that a value is none of its column's type; or, if it is no value at all,
	 * that.
	 * @return {@link Fault#FAILED}
	 */
	int wrongType(int at, Field field) {
		if (this.skipper.skip(at, 0) < 0) {
			return Fault.FAILED;
		}
		String what = (field.repeated() && this.scanner.peek(at) != '[') ? "the " + name(at) + " is no array"
				: "the " + name(at) + " is no " + field.kind();
		return this.scanner.fault().fail(Reason.WRONG_TYPE, what, at);
	}

	/**
	 * Notes that a value is of its column's type, but not in its range.
	 * @param what the rest of a sentence that begins with the value
	 * @return {@link Fault#FAILED}
	 */
	int outOfRange(int at, String what) {
		return this.scanner.fault().fail(Reason.OUT_OF_RANGE, "the " + name(at) + " " + what, at);
	}

	/**
	 * Notes that an array has a null element.
	 * @return {@link Fault#FAILED}
	 */
	int nullElement(int at) {
		int after = this.scanner.literal(at, JsonSkipper.NULL);
		return (after < 0) ? after : this.scanner.fault().fail(Reason.WRONG_TYPE, "an array has a null element", at);
	}

	private String name(int at) {
		return switch (this.scanner.peek(at)) {
			case '"' -> "string";
			case '{' -> "object";
			case '[' -> "array";
			case 't', 'f' -> "boolean";
			case 'n' -> "null";
			default -> "number";
		};
	}

}
