package dev.sluice.emulator.stream;

/**
 * When the rows of a stream are seen: at once, up to the flush cursor, or once committed.
 */
public enum StreamType {

	COMMITTED, BUFFERED, PENDING

}
