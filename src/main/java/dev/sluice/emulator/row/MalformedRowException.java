package dev.sluice.emulator.row;

/**
 * Says that the bytes of a row are not protobuf's wire format.
 */
final class MalformedRowException extends RuntimeException {

	MalformedRowException(String what) {
		super("Invalid proto row: " + what + '.', null, false, false);
	}

}
