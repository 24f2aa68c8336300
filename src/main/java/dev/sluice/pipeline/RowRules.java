package dev.sluice.pipeline;

import dev.sluice.pipeline.PipelineProperties.BadRows;

/**
 * What a pipeline does with rows that a table does not take as it is.
 *
 * @param badRows how many bad rows are too many
 * @param relaxes whether a REQUIRED column becomes NULLABLE when a row lacks it, so that
 * the row is not bad
 * @param alters whether columns that rows lack are added for them
 * @param setsAside whether rows that lack columns, or whose columns are late, become
 * failed inserts; if not, their partition waits
 */
record RowRules(BadRows badRows, boolean relaxes, boolean alters, boolean setsAside) {

	/**
	 * The same, however many rows are bad.
	 * @param altering whether tables may be changed
	 */
	RowRules unlimited(boolean altering) {
		return new RowRules(BadRows.ANY, altering && this.relaxes, altering && this.alters, this.setsAside);
	}

}
