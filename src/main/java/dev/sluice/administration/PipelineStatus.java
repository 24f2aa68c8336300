package dev.sluice.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.sluice.intake.Gap;
import dev.sluice.pipeline.BreakerState;
import dev.sluice.pipeline.PipelineMetrics;
import dev.sluice.pipeline.Totals;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline fares on this instance.
 *
 * @param name the pipeline's name
 * @param state in one word
 * @param findings why it is not simply running, and what to do; empty if it is
 * @param group its consumer group
 * @param table where its rows go
 * @param lag records that are not settled yet, of the partitions of this instance
 * @param pace how it keeps up
 * @param totals what became of the records of these partitions since their counts began
 * @param partitions the partitions of this instance
 * @param tables the tables that this instance writes to
 * @param gaps what retention deleted before it was read
 */
public record PipelineStatus(String name, PipelineState state, List<Finding> findings, String group, String table,
		long lag, Pace pace, Totals totals, List<Partition> partitions, List<Table> tables, List<Gap> gaps) {

	/**
	 * How a pipeline keeps up.
	 *
	 * @param timeToDrain when the lag is worked off if it goes on like this; {@code null}
	 * if it does not shrink
	 * @param unreadExpireIn how long until retention deletes the first unread record;
	 * {@code null} if there is none or no such time
	 * @param freshness how long records stored in the last minutes took
	 * @param oldest how long ago the oldest record in flight was written
	 * @param badShare the share of bad rows in the last minutes, from 0 to 1
	 */
	public record Pace(@Nullable Duration timeToDrain, @Nullable Duration unreadExpireIn,
			PipelineMetrics.Freshness freshness, Duration oldest, double badShare) {

	}

	/**
	 * A partition of this instance.
	 *
	 * @param topic its topic
	 * @param partition its number
	 * @param position the offset of the record read next
	 * @param settled everything below this offset is settled
	 * @param committed the offset that Kafka has
	 * @param end the offset of the record written next
	 * @param lag offsets from {@code settled} to {@code end}
	 * @param inFlight records read and not settled
	 * @param released records of this assignment given back to be delivered again
	 * @param totals what became of everything below {@code settled}
	 * @param waitsFor why it stands still, if it does
	 */
	public record Partition(String topic, int partition, long position, long settled, @Nullable Long committed,
			@Nullable Long end, @Nullable Long lag, long inFlight, long released, Totals totals,
			@Nullable String waitsFor) {

	}

	/**
	 * A table that this instance writes to.
	 *
	 * @param table its name
	 * @param inFlight requests without an answer
	 * @param waiting requests not sent yet
	 * @param breaker whether the table takes rows
	 * @param problem what keeps them, if anything
	 * @param until when it is tried again
	 */
	public record Table(String table, int inFlight, int waiting, BreakerState breaker, @Nullable String problem,
			@Nullable Instant until) {

	}

}
