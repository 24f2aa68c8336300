package dev.sluice.pipeline;

import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import dev.sluice.mutator.Mutator;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * What the appenders of one listener thread share.
 *
 * @param settings how requests are cut and sent
 * @param mailbox brings answers to the listener thread
 * @param refusedRows takes over records of refused rows
 * @param postponedRows takes over rows that BigQuery does not take for now; {@code null}
 * if they are sent again
 * @param known knows rows that are not to be appended
 * @param mutator is asked about tables that an append does not find
 * @param redo has a partition's records in flight done again, for a reason
 * @param metrics counts
 * @param clock tells the time
 * @param ticker measures time, in nanoseconds
 */
record AppendContext(AppendSettings settings, Mailbox mailbox, RefusedRows refusedRows,
		@Nullable PostponedRows postponedRows, KnownRows known, Mutator mutator,
		BiConsumer<SourcePartition, String> redo, PipelineMetrics metrics, InstantSource clock, LongSupplier ticker) {

	/**
	 * Has the books of a partition that do not balance dealt with as soon as the present
	 * step, which concerns other partitions too, is done.
	 */
	void unbalanced(LedgerImbalanceException imbalance) {
		this.mailbox.execute(() -> {
			throw imbalance;
		});
	}

	long nanoTime() {
		return this.ticker.getAsLong();
	}

}
