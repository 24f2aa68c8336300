package dev.sluice.warehouse.loadjob;

import java.util.List;

import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table in a cut, one file for each partition.
 */
final class TableLoad {

	private final TableName table;

	private final List<SpoolFile> files;

	private volatile String job;

	private volatile @Nullable FinishedFiles finished;

	private volatile @Nullable RefusalSearch search;

	private volatile boolean ended;

	TableLoad(TableName table, List<SpoolFile> files, String job) {
		this.table = table;
		this.files = List.copyOf(files);
		this.job = job;
	}

	TableName table() {
		return this.table;
	}

	/**
	 * The newest layout of its rows.
	 */
	RowLayout layout() {
		RowLayout newest = this.files.get(0).layout();
		for (SpoolFile file : this.files) {
			newest = (file.layout().version() > newest.version()) ? file.layout() : newest;
		}
		return newest;
	}

	List<SpoolFile> files() {
		return this.files;
	}

	long bytes() {
		return this.files.stream().mapToLong(SpoolFile::bytes).sum();
	}

	long rows() {
		return this.files.stream().mapToLong(SpoolFile::rows).sum();
	}

	/**
	 * What its next job loads.
	 */
	List<LoadPart> parts() {
		RefusalSearch searched = this.search;
		return (searched != null) ? searched.parts() : this.files.stream().map(LoadPart::all).toList();
	}

	/**
	 * The search for rows to blame, or {@code null} if its rows are loaded at once.
	 */
	@Nullable RefusalSearch search() {
		return this.search;
	}

	void search(RefusalSearch begun) {
		this.search = begun;
	}

	String job() {
		return this.job;
	}

	void job(String next) {
		this.job = next;
	}

	/**
	 * Its files, or {@code null} if they are not finished.
	 */
	@Nullable FinishedFiles finished() {
		return this.finished;
	}

	void finished(FinishedFiles itsFiles) {
		this.finished = itsFiles;
	}

	boolean ended() {
		return this.ended;
	}

	/**
	 * Answers all rows and forgets them; what was answered before stays so.
	 */
	void end(AppendResult result) {
		this.ended = true;
		this.files.forEach((file) -> file.answer(result));
		this.files.forEach(SpoolFile::delete);
	}

}
