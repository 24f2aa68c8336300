package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.util.List;

/**
 * Successive rows of a spool file that are loaded together.
 *
 * @param file the file
 * @param from the index of the first row
 * @param to the index after the last
 * @param start where they begin in the file, in bytes
 * @param end where they end
 */
record LoadPart(SpoolFile file, long from, long to, long start, long end) {

	/**
	 * All rows of a file.
	 */
	static LoadPart all(SpoolFile file) {
		return new LoadPart(file, 0, file.rows(), 0, file.bytes());
	}

	/**
	 * Some rows of a file.
	 */
	static LoadPart of(SpoolFile file, long from, long to) throws IOException {
		return new LoadPart(file, from, to, file.start(from), file.start(to));
	}

	/**
	 * The offset below which all records of the file are loaded, if those before these
	 * rows are.
	 */
	long endOffset() {
		return (this.to == this.file.rows()) ? Long.MAX_VALUE : this.file.offset(this.to - 1) + 1;
	}

	/**
	 * These rows, for a job that loads newline JSON.
	 */
	LoadFile local() {
		return new LoadFile.Local(this.file.path(), this.start, this.end);
	}

	/**
	 * All files, for a job that loads newline JSON.
	 */
	static List<LoadFile> local(List<LoadPart> parts) {
		return parts.stream().map(LoadPart::local).toList();
	}

}
