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
	 * A file that is uploaded with its job.
	 *
	 * @param path the file
	 */
	record Local(Path path) implements LoadFile {

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
