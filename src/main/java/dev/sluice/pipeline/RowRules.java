package dev.sluice.pipeline;

import dev.sluice.pipeline.PipelineProperties.BadRows;

/**
 * What a pipeline does with rows that a table does not take as it is.
 *
 * @param badRows how many bad rows are too many
 * @param relaxes whether a REQUIRED column becomes NULLABLE when a row lacks it, so that
 * the row is not bad
 */
record RowRules(BadRows badRows, boolean relaxes) {

	/**
	 * The same, however many rows are bad.
	 */
	RowRules unlimited() {
		return new RowRules(BadRows.ANY, this.relaxes);
	}

}
