package dev.sluice.warehouse.loadjob;

import java.nio.file.Path;

/**
 * A finished file.
 */
sealed interface LoadFile {

	/**
	 * Its name, with folders.
	 */
	String name();

	/**
	 * A file that is uploaded with its job, or a part of it.
	 *
	 * @param path the file
	 * @param start the first byte
	 * @param end the byte after the last, or any beyond the end of the file
	 */
	record Local(Path path, long start, long end) implements LoadFile {

		/** A whole file. */
		Local(Path path) {
			this(path, 0, Long.MAX_VALUE);
		}

		@Override
		public String name() {
			return this.path.toString().replace('\\', '/');
		}

	}

	/**
	 * An object in a bucket, which BigQuery reads itself.
	 *
	 * @param bucket the bucket
	 * @param name the object's name
	 */
	record Stored(String bucket, String name) implements LoadFile {

		String uri() {
			return "gs://" + this.bucket + "/" + this.name;
		}

	}

}
