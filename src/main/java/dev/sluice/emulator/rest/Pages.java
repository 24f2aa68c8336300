package dev.sluice.emulator.rest;

/**
 * The size of pages of rows.
 */
final class Pages {

	/** The most rows of one answer. */
	static final int MAX_ROWS = 20_000;

	private Pages() {
	}

}
