package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.warehouse.AppendResult;
import org.jspecify.annotations.Nullable;

/**
 * The search for rows that BigQuery refuses without saying which: loads fewer and fewer
 * of them, from the first on. Each job that succeeds has loaded its rows for good; each
 * that is refused holds a row to blame. A row among n is found by about log2(n) jobs.
 * <p>
 * What is behind a refused row in the same file is not loaded: a commit can say up to
 * where the rows of a partition are loaded, and cannot leave one out. Other files go on.
 * Used by one thread at a time.
 */
final class RefusalSearch {

	private final List<SpoolFile> files;

	private final long rows;

	/** Counts the rows of all files, as all that follow. */
	private long from;

	/** Where the rows of the next job end. */
	private long to;

	/** Some row before this one is to blame; none that is known of if it is not ahead. */
	private long suspect;

	private boolean found;

	private List<LoadPart> parts = List.of();

	private RefusalSearch(List<SpoolFile> files) {
		this.files = files;
		this.rows = files.stream().mapToLong(SpoolFile::rows).sum();
		this.to = this.rows;
	}

	/**
	 * Begins a search, unless records are out of order.
	 * @param files the files that a job was refused with
	 * @param message what BigQuery has said
	 */
	static @Nullable RefusalSearch begin(List<SpoolFile> files, String message) throws IOException {
		if (!files.stream().allMatch(SpoolFile::inOrder)) {
			return null;
		}
		RefusalSearch search = new RefusalSearch(files);
		search.refused(message);
		return search;
	}

	/**
	 * What the next job loads; nothing when the search is over.
	 */
	List<LoadPart> parts() {
		return this.parts;
	}

	/**
	 * Whether rows to blame have been found.
	 */
	boolean found() {
		return this.found;
	}

	/**
	 * Notes that the last job has succeeded.
	 */
	void loaded() throws IOException {
		this.from = this.to;
		next();
	}

	/**
	 * Notes that the last job was refused.
	 */
	void refused(String message) throws IOException {
		this.suspect = this.to;
		if (endOfRecord(this.from) == this.to) {
			blame(message);
		}
		next();
	}

	private void blame(String message) {
		this.found = true;
		long before = 0;
		for (SpoolFile file : this.files) {
			if (this.from < before + file.rows()) {
				file.refuse(this.from - before, this.to - before, message);
				file.answer(new AppendResult.LaneGone("rows behind a refused one are loaded without it"));
				this.from = before + file.rows();
				return;
			}
			before += file.rows();
		}
	}

	private void next() throws IOException {
		this.to = (this.from < this.suspect) ? middle() : this.rows;
		List<LoadPart> next = new ArrayList<>();
		long before = 0;
		for (SpoolFile file : this.files) {
			long first = Math.max(this.from - before, 0);
			long last = Math.min(this.to - before, file.rows());
			if (first < last) {
				next.add(LoadPart.of(file, first, last));
			}
			before += file.rows();
		}
		this.parts = List.copyOf(next);
	}

	/** Rows of one record stay together. */
	private long middle() {
		long half = endOfRecord((this.from + this.suspect - 1) / 2);
		return (half < this.suspect) ? half : endOfRecord(this.from);
	}

	/**
	 * The index after the last row of the record that a row is of.
	 */
	private long endOfRecord(long row) {
		long before = 0;
		for (SpoolFile file : this.files) {
			if (row < before + file.rows()) {
				long its = row - before;
				long end = its + 1;
				while (end < file.rows() && file.offset(end) == file.offset(its)) {
					end++;
				}
				return before + end;
			}
			before += file.rows();
		}
		return before;
	}

}
