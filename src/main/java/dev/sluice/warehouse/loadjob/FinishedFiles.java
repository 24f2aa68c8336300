package dev.sluice.warehouse.loadjob;

import java.util.List;

import dev.sluice.warehouse.FilesProperties.Format;

/**
 * The files of a load.
 *
 * @param format their format
 * @param files the files, in order; one unless they are JSON or in a bucket
 * @param inOrder whether they hold the rows in the order in which they were gathered
 */
record FinishedFiles(Format format, List<LoadFile> files, boolean inOrder) {

	FinishedFiles {
		files = List.copyOf(files);
	}

}
