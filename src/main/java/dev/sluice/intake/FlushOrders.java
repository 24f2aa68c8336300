package dev.sluice.intake;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders to store everything that was read by now. Each listener thread of a pipeline
 * carries them out for its own partitions. Thread-safe.
 */
final class FlushOrders {

	private final AtomicLong last = new AtomicLong();

	private final Map<Long, CompletableFuture<Void>> open = new ConcurrentSkipListMap<>();

	private final Map<FlushShare, Long> carriedOut = new ConcurrentHashMap<>();

	/**
	 * A new order.
	 * @return completes when all listener threads have carried it out
	 */
	CompletableFuture<Void> give() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.open.put(this.last.incrementAndGet(), done);
		complete();
		return done;
	}

	/**
	 * The number of the last order.
	 */
	long last() {
		return this.last.get();
	}

	void joined(FlushShare share) {
		this.carriedOut.put(share, this.last.get());
	}

	void carriedOut(FlushShare share, long order) {
		this.carriedOut.replace(share, order);
		complete();
	}

	/** What it has not stored, others read again. */
	void left(FlushShare share) {
		this.carriedOut.remove(share);
		complete();
	}

	private void complete() {
		long least = this.carriedOut.values().stream().mapToLong(Long::longValue).min().orElse(this.last.get());
		this.open.forEach((order, done) -> {
			if (order <= least && this.open.remove(order, done)) {
				done.complete(null);
			}
		});
	}

}
