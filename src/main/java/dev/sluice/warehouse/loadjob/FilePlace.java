package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Where finished files are. Thread-safe.
 */
interface FilePlace {

	/**
	 * Whether a job reads the files by itself, so that it may have several.
	 */
	boolean read();

	/**
	 * Moves a file there.
	 * @param name its name, with folders
	 */
	LoadFile put(Path file, String name) throws IOException;

	/**
	 * Deletes a file, if it is there.
	 */
	void delete(LoadFile file) throws IOException;

	/**
	 * The files that were finished before a moment, by this process or others.
	 */
	List<LoadFile> before(Instant moment) throws IOException;

}
