package dev.sluice.repeater.deadend;

import java.io.IOException;

/**
 * Where files of bad rows go. Thread-safe.
 */
interface BadRowFiles {

	/**
	 * Writes a file; blocks until it is durable. Writing it again is no harm.
	 * @throws IOException if it is not known to be there
	 */
	void write(String name, byte[] content) throws IOException;

}
