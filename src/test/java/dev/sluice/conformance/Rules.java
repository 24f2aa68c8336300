package dev.sluice.conformance;

import java.util.Locale;

/**
 * Whose rules count where Sluice deliberately does otherwise.
 */
public enum Rules {

	/** Those of the program that made the cases. */
	PARITY,

	/** Sluice's own. */
	SLUICE;

	static Rules of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

}
