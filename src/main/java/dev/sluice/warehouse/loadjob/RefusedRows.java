package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.util.List;
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
	 * Answers the requests that the refused rows are of.
	 * @param parts what the job has loaded as newline JSON, one after the other
	 * @return whether any was named
	 */
	static boolean name(List<LoadPart> parts, List<JobError> errors) {
		boolean named = false;
		for (JobError error : errors) {
			OptionalLong position = error.position();
			named |= position.isPresent() && name(parts, position.getAsLong(), error.message());
		}
		return named;
	}

	private static boolean name(List<LoadPart> parts, long position, String message) {
		long before = 0;
		for (LoadPart part : parts) {
			long length = part.end() - part.start();
			if (position < before + length) {
				return name(part, part.start() + position - before, message);
			}
			before += length;
		}
		return false;
	}

	private static boolean name(LoadPart part, long at, String message) {
		try {
			long row = part.file().row(at);
			part.file().refuse(row, row + 1, message);
			return true;
		}
		catch (IOException ex) {
			logger.atWarn().addKeyValue("cause", ex.toString()).log("refused row not found");
			return false;
		}
	}

}
