package dev.sluice.administration.tables;

import java.util.List;

import dev.sluice.mutator.TableStatus;

/**
 * The tables of a pipeline.
 *
 * @param pipeline the pipeline
 * @param template the table that its rows go to, as its settings give it: other tables
 * are not written
 * @param used what this instance knows of the tables that the pipeline has used so far
 */
public record PipelineTablesDescriptor(String pipeline, String template, List<TableStatus> used) {

	public PipelineTablesDescriptor {
		used = List.copyOf(used);
	}

}
