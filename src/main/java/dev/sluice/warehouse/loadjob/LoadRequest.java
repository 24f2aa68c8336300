package dev.sluice.warehouse.loadjob;

import java.util.List;

import dev.sluice.table.TableName;
import dev.sluice.warehouse.FilesProperties.Format;

/**
 * A load job to be submitted.
 *
 * @param table where the rows go
 * @param job the job's id
 * @param format the files' format
 * @param files the files, in order; one unless they are JSON or in a bucket
 * @param truncates whether the rows replace those that the table has
 */
record LoadRequest(TableName table, String job, Format format, List<LoadFile> files, boolean truncates) {

	LoadRequest {
		files = List.copyOf(files);
	}

}
