package dev.sluice.benchmark;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A warehouse that acknowledges and counts, and keeps nothing. A process of its own,
 * started with a port for REST and one for gRPC.
 */
public final class NullWarehouse {

	private final LongAdder rows = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder requests = new LongAdder();

	private final Recorder latency = new Recorder(3);

	private final Histogram interval = new Histogram(3);

	private final Histogram latencies = new Histogram(3);

	private volatile Plan plan = new Plan(Duration.ZERO, Set.of());

	public static void main(String[] args) throws Exception {
		NullWarehouse warehouse = new NullWarehouse();
		NullCatalog catalog = new NullCatalog(warehouse);
		NullWritePath writePath = new NullWritePath(warehouse, catalog, Integer.parseInt(args[1]));
		catalog.serve(Integer.parseInt(args[0]));
		writePath.awaitTermination();
	}

	/** How the warehouse behaves now. */
	Plan plan() {
		return this.plan;
	}

	/** Forgets all counts, and behaves as told. */
	synchronized void restart(Plan plan) {
		this.plan = plan;
		this.rows.reset();
		this.bytes.reset();
		this.requests.reset();
		this.latency.reset();
		this.latencies.reset();
	}

	/** Forgets the times measured so far. */
	synchronized void forgetLatencies() {
		this.latency.reset();
		this.latencies.reset();
	}

	void acknowledged(int rows, long bytes) {
		this.rows.add(rows);
		received(bytes);
	}

	/** Counts rows that came with earlier requests. */
	void acknowledged(long rows) {
		this.rows.add(rows);
	}

	/** Counts a request whose rows do not count yet. */
	void received(long bytes) {
		this.bytes.add(bytes);
		this.requests.increment();
	}

	void acknowledged(long rowMicros, long nowMicros) {
		this.latency.recordValue(Math.max(0, nowMicros - rowMicros));
	}

	synchronized WarehouseCounts counts() {
		this.latency.getIntervalHistogramInto(this.interval);
		this.latencies.add(this.interval);
		return new WarehouseCounts(this.rows.sum(), this.bytes.sum(), this.requests.sum(),
				this.latencies.getTotalCount(), millis(this.latencies.getValueAtPercentile(50)),
				millis(this.latencies.getValueAtPercentile(99)), millis(this.latencies.getMaxValue()));
	}

	private static double millis(long micros) {
		return micros / (double) TimeUnit.MILLISECONDS.toMicros(1);
	}

	/**
	 * How a warehouse behaves.
	 *
	 * @param delay how long it takes to acknowledge
	 * @param broken the tables that it never lets anyone write to
	 */
	record Plan(Duration delay, Set<String> broken) {

	}

}
