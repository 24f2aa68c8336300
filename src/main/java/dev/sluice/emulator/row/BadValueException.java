package dev.sluice.emulator.row;

/**
 * Says that a value does not fit its column; the message is a row error's.
 */
public final class BadValueException extends RuntimeException {

	BadValueException(String message) {
		super(message, null, false, false);
	}

}
