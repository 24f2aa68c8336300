package dev.sluice.emulator.row;

/**
 * What a proto field gives, whatever its exact type.
 */
enum Source {

	LONG, DOUBLE, TEXT, BINARY, ENUM, MESSAGE

}
