package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.util.List;

import dev.sluice.warehouse.FilesProperties.Format;

/**
 * Makes the files that a job loads of those in which rows were gathered. Thread-safe.
 */
interface FileFinishing {

	/**
	 * The format of the files.
	 */
	Format format();

	/**
	 * Makes the files of a load.
	 */
	List<LoadFile> finish(TableLoad load) throws IOException;

	/**
	 * Deals with the files of a load that has succeeded.
	 */
	void loaded(TableLoad load);

}
