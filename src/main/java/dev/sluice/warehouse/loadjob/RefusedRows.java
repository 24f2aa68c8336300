package dev.sluice.warehouse.loadjob;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the rows that a job's errors name, which newline JSON does by their place in the
 * file.
 */
final class RefusedRows {

	private static final Logger logger = LoggerFactory.getLogger(RefusedRows.class);

	private RefusedRows() {
	}

	/**
	 * Answers the requests that the refused rows are of. A row that was alone needs no
	 * name.
	 * @param inOrder whether the job has read the rows as JSON in the order of the load
	 * @return whether any was named
	 */
	static boolean name(TableLoad load, JobEnd.Refused refused, boolean inOrder) {
		if (load.rows() == 1) {
			load.files().forEach((file) -> file.refuse(0, refused.message()));
			return true;
		}
		boolean named = false;
		for (JobError error : refused.errors()) {
			OptionalLong position = inOrder ? error.position() : OptionalLong.empty();
			if (position.isPresent()) {
				name(load, position.getAsLong(), error.message());
				named = true;
			}
		}
		return named;
	}

	/** The files are loaded as one, in order. */
	private static void name(TableLoad load, long position, String message) {
		long before = 0;
		for (SpoolFile file : load.files()) {
			if (position < before + file.bytes()) {
				try {
					file.refuse(lines(file.path(), position - before), message);
				}
				catch (IOException ex) {
					logger.atWarn().addKeyValue("cause", ex.toString()).log("refused row not found");
				}
				return;
			}
			before += file.bytes();
		}
	}

	/**
	 * The number of line ends in the first bytes of a file.
	 */
	private static long lines(Path file, long bytes) throws IOException {
		long lines = 0;
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			for (long at = 0; at < bytes; at++) {
				lines += (in.read() == '\n') ? 1 : 0;
			}
		}
		return lines;
	}

}
