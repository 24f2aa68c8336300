package dev.sluice.transform.json;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;

/**
 * What is wrong with the record at hand, noted where it is found. The readers then return
 * {@link #FAILED} in place of a position, and each adds its part of the path on the way
 * out, so that records in order pay nothing for it.
 */
public final class Fault {

	/** What readers return in place of the position after that which they read. */
	public static final int FAILED = -1;

	private static final int LONGEST_NAME = 300;

	private static final int LONGEST_PATH = 1000;

	private Reason reason = Reason.MALFORMED;

	private String what = "";

	private int at;

	private String path = "";

	/**
	 * Notes a fault.
	 * @param reason the reason's code
	 * @param what the fault in words, without any value
	 * @param at the byte offset in the record's value
	 * @return {@link #FAILED}
	 */
	public int fail(Reason reason, String what, int at) {
		this.reason = reason;
		this.what = what;
		this.at = at;
		this.path = "";
		return FAILED;
	}

	/**
	 * Whether the value is well-formed, but does not fit its column.
	 */
	public boolean isConflict() {
		return this.reason == Reason.WRONG_TYPE || this.reason == Reason.OUT_OF_RANGE;
	}

	/**
	 * Says that the fault lies within a field.
	 * @return {@link #FAILED}
	 */
	public int within(String name) {
		this.path = Paths.prepend(shown(name), this.path);
		return FAILED;
	}

	/**
	 * Says that the fault lies within a value of a path.
	 * @return {@link #FAILED}
	 */
	public int at(String path) {
		this.path = Paths.joined(shown(path), this.path);
		return FAILED;
	}

	/**
	 * Says that the fault lies within an array's element.
	 * @return {@link #FAILED}
	 */
	public int within(int element) {
		this.path = Paths.prepend(element, this.path);
		return FAILED;
	}

	public Failure failure() {
		String place = "at byte " + this.at;
		if (this.path.isEmpty()) {
			return new Failure(this.reason, this.what + ", " + place);
		}
		String field = shortened(this.path, LONGEST_PATH);
		return new Failure(this.reason, field + ": " + this.what + ", " + place, field);
	}

	/**
	 * A name from a record as it may stand in a message: short and on one line.
	 */
	public static String shown(String name) {
		StringBuilder shown = new StringBuilder(shortened(name, LONGEST_NAME));
		for (int i = 0; i < shown.length(); i++) {
			if (Character.isISOControl(shown.charAt(i))) {
				shown.setCharAt(i, '?');
			}
		}
		return shown.toString();
	}

	private static String shortened(String text, int longest) {
		return (text.length() <= longest) ? text : text.substring(0, longest) + "...";
	}

}
