package dev.sluice.emulator.catalog;

/**
 * The name of a dataset.
 */
public record DatasetId(String project, String dataset) {

	public TableId table(String table) {
		return new TableId(this.project, this.dataset, table);
	}

	/**
	 * Returns {@code project:dataset}, the form of REST messages.
	 */
	@Override
	public String toString() {
		return this.project + ':' + this.dataset;
	}

}
