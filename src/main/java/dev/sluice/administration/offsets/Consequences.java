package dev.sluice.administration.offsets;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.warehouse.WriteProperties;

/**
 * What it means for tables that records are read again or never.
 *
 * @param pipeline the pipeline's settings
 */
record Consequences(PipelineProperties pipeline) {

	/**
	 * Sentences on records that are read again or never.
	 * @param again how many offsets are read again
	 * @param skipped how many offsets are passed over
	 */
	List<String> of(long again, long skipped) {
		List<String> sentences = new ArrayList<>();
		if (again > 0 && this.pipeline.write().disposition() == WriteProperties.Disposition.TRUNCATE) {
			sentences.add("The next run replaces the rows of the table by those that it loads, from these offsets on.");
		}
		else if (again > 0) {
			sentences.add("Up to " + again + " records are loaded again: their rows are in the table twice, "
					+ tellingApart());
			sentences.addAll(promise());
		}
		if (again > 0) {
			sentences.add("Records that still cannot be loaded become dead letters a second time.");
		}
		if (skipped > 0) {
			sentences.add("Up to " + skipped + " records are passed over, and their rows are missing: as long as the"
					+ " topic has them, a reset to an earlier offset loads them.");
		}
		return sentences;
	}

	private String tellingApart() {
		ColumnsProperties columns = this.pipeline.columns();
		return (columns.partition() != null && columns.offset() != null)
				? "told apart from others by their columns " + columns.partition() + " and " + columns.offset()
						+ "; to avoid that, delete the rows of these offsets before the start."
				: "and nothing tells them apart, since columns.partition and columns.offset are not set; to avoid that,"
						+ " delete the rows before the start.";
	}

	private List<String> promise() {
		if (this.pipeline.write().guarantee() == WriteProperties.Guarantee.EXACTLY_ONCE) {
			return List.of("Exactly-once holds from the new offsets on: rows go to new streams, and what was loaded"
					+ " before is not looked at.");
		}
		if (this.pipeline.write().mode() == WriteProperties.Mode.FILE_LOADS) {
			return List.of("Each row is loaded once from the new offsets on: by new jobs, and what jobs have loaded"
					+ " before is not looked at.");
		}
		return List.of();
	}

}
