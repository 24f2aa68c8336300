package dev.sluice.administration.control;

import java.util.List;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import dev.sluice.intake.Gap;
import dev.sluice.pipeline.Totals;

/**
 * How a pipeline fares on all its instances.
 *
 * @param name the pipeline's name
 * @param state the worst of its instances; those that have no partition because the
 * others have them all do not count
 * @param findings why it is not simply running, and what to do; empty if it is
 * @param group its consumer group
 * @param table where its rows go
 * @param wanted what it is to do
 * @param lag records that are not settled yet, of all partitions of which that is known
 * @param pace how it keeps up; of each figure the worst of the instances
 * @param totals what became of the records of the partitions of instances that answer
 * @param instances the instances
 * @param partitions the partitions of all its topics
 * @param unassigned the partitions that nobody has, as topic-number
 * @param tables the tables that instances write to
 * @param gaps what retention deleted before it was read
 */
public record PipelineReport(String name, PipelineState state, List<Finding> findings, String group, String table,
		Decision wanted, long lag, PipelineStatus.Pace pace, Totals totals, List<InstanceReport> instances,
		List<PartitionReport> partitions, List<String> unassigned, List<PipelineStatus.Table> tables, List<Gap> gaps) {

}
