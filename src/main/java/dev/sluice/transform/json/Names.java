package dev.sluice.transform.json;

import dev.sluice.record.Reason;
import dev.sluice.table.ColumnName;

/**
 * What can be wrong with the names of fields.
 */
final class Names {

	private Names() {
	}

	/**
	 * Notes that two keys of one object stand for the same column.
	 * @param at where the second one stands
	 * @return {@link Fault#FAILED}
	 */
	static int twice(Fault fault, String first, String second, int at) {
		if (first.equalsIgnoreCase(second)) {
			fault.fail(Reason.DUPLICATE_FIELD, "the key stands twice in one object", at);
		}
		else {
			fault.fail(Reason.BAD_NAME, "the fields '%s' and '%s' have the same column name"
				.formatted(Fault.shown(first), Fault.shown(second)), at);
		}
		return fault.within(second);
	}

	/**
	 * Notes that a key is no name for a column.
	 * @return {@link Fault#FAILED}
	 */
	static int tooLong(Fault fault, String key, int at) {
		fault.fail(Reason.BAD_NAME, "the name has more than " + ColumnName.MAX_LENGTH + " characters", at);
		return fault.within(key);
	}

}
