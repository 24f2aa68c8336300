package dev.sluice.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.record.SourcePartition;

/**
 * The part of one listener thread in flushing. What it has read when it sees an order
 * counts as flushed when its offsets are committed, which rows that are stored but not
 * visible keep them from being. All methods belong to that thread.
 */
final class FlushShare {

	/**
	 * Rows that were waiting for a table or a column come too late for the first push.
	 */
	private static final Duration PUSHED_EVERY = Duration.ofSeconds(5);

	private final Map<SourcePartition, Long> unflushed = new HashMap<>();

	private final FlushOrders orders;

	private final LoadPipeline pipeline;

	private final OffsetCommits commits;

	private final LongSupplier ticker;

	private long order;

	private long pushed;

	FlushShare(FlushOrders orders, LoadPipeline pipeline, OffsetCommits commits, LongSupplier ticker) {
		this.orders = orders;
		this.pipeline = pipeline;
		this.commits = commits;
		this.ticker = ticker;
		this.order = orders.last();
		orders.joined(this);
	}

	/**
	 * Takes a new order up, if there is one, and looks how far the present one is.
	 */
	void tick() {
		long last = this.orders.last();
		boolean busy = !this.unflushed.isEmpty();
		if (last > this.order) {
			this.order = last;
			this.pipeline.partitions().forEach(this::begin);
			push();
			busy = true;
		}
		if (busy) {
			this.unflushed.entrySet().removeIf(this::flushed);
			if (this.unflushed.isEmpty()) {
				this.orders.carriedOut(this, this.order);
			}
			else if (this.ticker.getAsLong() - this.pushed >= PUSHED_EVERY.toNanos()) {
				push();
			}
			else {
				this.commits.hurry();
			}
		}
	}

	private void begin(SourcePartition partition) {
		this.unflushed.put(partition, this.pipeline.position(partition));
	}

	private boolean flushed(Map.Entry<SourcePartition, Long> part) {
		Long committed = this.commits.committed(part.getKey());
		boolean ours = this.pipeline.position(part.getKey()) >= 0;
		return !ours || (committed != null && committed >= part.getValue());
	}

	private void push() {
		this.pushed = this.ticker.getAsLong();
		this.pipeline.hurry();
		this.commits.hurry();
	}

	void close() {
		this.orders.left(this);
	}

}
