package dev.sluice.emulator.catalog;

/**
 * Whether a column may be null, must have a value, or has many.
 */
public enum Mode {

	NULLABLE, REQUIRED, REPEATED

}
