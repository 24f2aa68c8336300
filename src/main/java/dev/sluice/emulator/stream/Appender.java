package dev.sluice.emulator.stream;

/**
 * A connection that appends to a stream.
 */
public interface Appender {

	/**
	 * Ends the connection because another one took its stream over.
	 */
	void supersede();

}
