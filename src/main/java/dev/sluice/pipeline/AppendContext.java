package dev.sluice.pipeline;

import java.time.InstantSource;
import java.util.function.LongSupplier;

import dev.sluice.mutator.Mutator;

/**
 * What the appenders of one listener thread share.
 *
 * @param settings how requests are cut and sent
 * @param mailbox brings answers to the listener thread
 * @param refusedRows takes over records of refused rows
 * @param mutator is asked about tables that an append does not find
 * @param metrics counts
 * @param clock tells the time
 * @param ticker measures time, in nanoseconds
 */
record AppendContext(AppendSettings settings, Mailbox mailbox, RefusedRows refusedRows, Mutator mutator,
		PipelineMetrics metrics, InstantSource clock, LongSupplier ticker) {

	long nanoTime() {
		return this.ticker.getAsLong();
	}

}
