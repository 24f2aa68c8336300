package dev.sluice.warehouse.loadjob;

import java.util.List;

import dev.sluice.warehouse.FilesProperties.Format;

/**
 * Newline JSON as it was gathered, uploaded one file after the other.
 */
final class JsonFinishing implements FileFinishing {

	@Override
	public Format format() {
		return Format.JSON;
	}

	@Override
	public List<LoadFile> finish(TableLoad load) {
		return load.files().stream().<LoadFile>map((file) -> new LoadFile.Local(file.path())).toList();
	}

	@Override
	public void loaded(TableLoad load) {
		// the files are deleted with the spool's
	}

}
