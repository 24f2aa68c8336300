package dev.sluice.pipeline;

import java.time.Instant;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * How one partition fares.
 *
 * @param partition the partition
 * @param position the offset of the record expected next
 * @param settled everything below this offset is settled
 * @param inFlight records handed to the listener and not settled
 * @param released records of this assignment given back to be delivered again
 * @param totals what became of everything below {@code settled}
 * @param oldestInFlight the timestamp of the oldest record in flight, or {@code null}
 * @param readUpTo the timestamp of the newest record read, or {@code null}
 * @param parked why it stands still, if it does
 */
public record PartitionStatus(SourcePartition partition, long position, long settled, long inFlight, long released,
		Totals totals, @Nullable Instant oldestInFlight, @Nullable Instant readUpTo, @Nullable Parked parked) {

	/**
	 * Why a partition stands still.
	 *
	 * @param cause the kind of cause
	 * @param message the cause in words
	 * @param since since when
	 */
	public record Parked(ParkCause cause, String message, Instant since) {

	}

}
