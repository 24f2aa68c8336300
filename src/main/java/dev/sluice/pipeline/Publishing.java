package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.retry.RetryClock;
import dev.sluice.warehouse.BufferedStreams;
import dev.sluice.warehouse.StoredPositions;
import dev.sluice.warehouse.WriteProperties.Unconfirmed;
import org.jspecify.annotations.Nullable;

/**
 * How rows become visible that are stored in streams of their own.
 *
 * @param exactlyOnce whether this pipeline stores rows so; others only finish what was
 * begun before their guarantee was changed
 * @param streams flushes
 * @param positions tells which records a table has rows of
 * @param columns the columns for positions, or {@code null} if the rows do not have them
 * @param unconfirmed what happens where nothing tells whether rows are visible
 * @param interval how often rows are published
 * @param outages the clock of outages
 */
public record Publishing(boolean exactlyOnce, BufferedStreams streams, StoredPositions positions,
		StoredPositions.@Nullable Columns columns, Unconfirmed unconfirmed, Duration interval, RetryClock outages) {

	/** The same for a further way into the same tables, at least once. */
	Publishing aside() {
		return new Publishing(false, this.streams, this.positions, this.columns, this.unconfirmed, this.interval,
				this.outages);
	}

}
