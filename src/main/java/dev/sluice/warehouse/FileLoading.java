package dev.sluice.warehouse;

/**
 * Makes the way into BigQuery through load jobs for pipelines. Thread-safe.
 */
@FunctionalInterface
public interface FileLoading {

	/**
	 * The way of one pipeline.
	 * @param pipeline the pipeline's name
	 * @param files how files are cut and kept
	 * @param write when they are loaded, and what becomes of rows that are there
	 */
	FileLoads open(String pipeline, FilesProperties files, WriteProperties write);

}
