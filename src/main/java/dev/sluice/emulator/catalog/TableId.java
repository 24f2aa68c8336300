package dev.sluice.emulator.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a table.
 */
public record TableId(String project, String dataset, String table) {

	private static final Pattern PATH = Pattern.compile("projects/([^/]+)/datasets/([^/]+)/tables/([^/]+)");

	/**
	 * Reads {@code projects/P/datasets/D/tables/T}.
	 */
	public static Optional<TableId> parse(String path) {
		Matcher matcher = PATH.matcher(path);
		return matcher.matches() ? Optional.of(new TableId(matcher.group(1), matcher.group(2), matcher.group(3)))
				: Optional.empty();
	}

	public DatasetId inDataset() {
		return new DatasetId(this.project, this.dataset);
	}

	/**
	 * Returns {@code projects/P/datasets/D/tables/T}, the form of the Storage Write API.
	 */
	public String path() {
		return "projects/" + this.project + "/datasets/" + this.dataset + "/tables/" + this.table;
	}

	/**
	 * Returns {@code project:dataset.table}, the form of REST messages.
	 */
	@Override
	public String toString() {
		return this.project + ':' + this.dataset + '.' + this.table;
	}

}
