package dev.sluice.table;

import java.util.BitSet;

/**
 * The top-level fields with a DEFAULT for which a row has no value.
 */
final class Gaps {

	/** Those of a row whose table has no DEFAULT. */
	static final Gaps NONE = new Gaps();

	private final BitSet nulls = new BitSet();

	private final BitSet defaults = new BitSet();

	/**
	 * Begins with every field absent.
	 */
	void begin(BitSet defaulted) {
		this.nulls.clear();
		this.defaults.clear();
		this.defaults.or(defaulted);
	}

	void foundNull(int field) {
		this.nulls.set(field);
		this.defaults.clear(field);
	}

	void foundValue(int field) {
		this.nulls.clear(field);
		this.defaults.clear(field);
	}

	/** The fields that are an explicit NULL. */
	BitSet nulls() {
		return this.nulls;
	}

	/** The fields that are absent, and so take their default. */
	BitSet defaults() {
		return this.defaults;
	}

}
