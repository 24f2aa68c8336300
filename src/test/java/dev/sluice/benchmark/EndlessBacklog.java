package dev.sluice.benchmark;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;

/**
 * A topic that always has more records than the loader can take, on a disk that does not:
 * the broker deletes what has long been read.
 */
final class EndlessBacklog implements AutoCloseable {

	/** Records that are not stored yet. */
	private static final long AHEAD = 800_000;

	private static final long CHUNK = 20_000;

	/** Four times as much as that, over all partitions. */
	private static final Map<String, String> RETENTION = Map.of("retention.bytes", "" + (128 << 20), "segment.bytes",
			"" + (16 << 20), "file.delete.delay.ms", "1000");

	private static final Duration SAMPLE = Duration.ofSeconds(5);

	/** Share of a run that is not measured. */
	private static final double WARM_UP = 0.25;

	private final Counts counts;

	private final RecordSource source;

	private long producedBefore;

	private WarehouseCounts last;

	EndlessBacklog(Bench bench, String topic, RecordShape shape) {
		bench.create(bench.topic(topic), RETENTION);
		this.counts = bench.counts();
		this.source = bench.source(bench.topic(topic), shape, 0);
		this.last = this.counts.read();
	}

	/**
	 * Keeps the topic ahead of the loader, then has it catch up.
	 * @param delay how long the warehouse takes to acknowledge
	 * @param time for how long
	 * @param sample is called every few seconds
	 * @return rows per second after the first quarter
	 */
	double run(Duration delay, Duration time, Runnable sample) {
		this.producedBefore = this.source.produced();
		this.counts.restart(delay, "");
		long start = System.nanoTime();
		long warm = start + (long) (time.toNanos() * WARM_UP);
		keepAheadUntil(warm, sample);
		long from = this.counts.rows();
		long measuredFrom = System.nanoTime();
		keepAheadUntil(start + time.toNanos(), sample);
		double rows = this.counts.rows() - from;
		double rate = rows * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - measuredFrom);
		awaitStored();
		return rate;
	}

	/** The bytes of a row, on average, as the warehouse saw them last. */
	double rowBytes() {
		return (double) this.last.bytes() / this.last.rows();
	}

	private void keepAheadUntil(long end, Runnable sample) {
		long nextSample = System.nanoTime();
		while (System.nanoTime() < end) {
			if (produced() - this.counts.rows() < AHEAD) {
				this.source.backlog(CHUNK);
			}
			else {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
			}
			if (System.nanoTime() >= nextSample) {
				sample.run();
				nextSample = System.nanoTime() + SAMPLE.toNanos();
			}
		}
	}

	private long produced() {
		return this.source.produced() - this.producedBefore;
	}

	/** Fails unless exactly the records that were produced are stored. */
	private void awaitStored() {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.counts.rows() >= produced());
		this.last = this.counts.read();
		if (this.last.rows() != produced()) {
			throw new AssertionError(this.last.rows() + " rows are stored of " + produced() + " records");
		}
	}

	@Override
	public void close() {
		this.source.close();
	}

}
