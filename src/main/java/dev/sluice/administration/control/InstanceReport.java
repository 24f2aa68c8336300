package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a pipeline. What only it knows is {@code null} if it does not answer.
 *
 * @param instance its name
 * @param answers whether it has answered
 * @param heard when it was last heard; {@code null} if it never was
 * @param member whether it is a member of the consumer group; {@code null} if unknown
 * @param host its host
 * @param version its version of Sluice
 * @param uptime how long it has been running
 * @param state how the pipeline fares there
 * @param inEffect whether what the pipeline is to do is in effect there
 * @param lag records of its partitions that are not settled yet
 * @param inFlight records read and not settled
 * @param lastError what went wrong last there
 * @param findings why the pipeline is not simply running there
 * @param partitions its partitions, as topic-number
 */
public record InstanceReport(String instance, boolean answers, @Nullable Instant heard, @Nullable Boolean member,
		@Nullable String host, @Nullable String version, @Nullable Duration uptime, @Nullable PipelineState state,
		@Nullable Boolean inEffect, @Nullable Long lag, @Nullable Long inFlight, @Nullable LastError lastError,
		List<Finding> findings, List<String> partitions) {

}
