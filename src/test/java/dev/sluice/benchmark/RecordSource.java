package dev.sluice.benchmark;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Produces records to one topic, evenly over its partitions.
 */
final class RecordSource implements AutoCloseable {

	/** How many requests the open loop sends until it begins again with the first. */
	private static final int PREPARED = 20;

	private final ProduceConnection connection;

	private final BatchBuilder builder;

	private final int partitions;

	private final List<List<ByteBuffer>> prepared = new ArrayList<>();

	private long produced;

	RecordSource(ProduceConnection connection, BatchBuilder builder, int partitions) {
		this.connection = connection;
		this.builder = builder;
		this.partitions = partitions;
	}

	/** Produces different records as fast as the broker takes them, and waits for it. */
	void backlog(long count) {
		for (long left = count; left > 0; left -= requestSize()) {
			this.connection.send(request());
			this.produced += requestSize();
		}
		this.connection.flush();
	}

	/**
	 * Produces at a rate that does not heed how fast anyone is. A batch is sent when its
	 * last record is due, and stamped with the time when its first one was, however late
	 * it is sent.
	 * @param rate records per second
	 * @param duration for how long
	 */
	void openLoop(double rate, Duration duration) {
		prepare();
		double millisPerRequest = requestSize() / rate * 1000;
		long requests = (long) (duration.toMillis() / millisPerRequest);
		long start = System.currentTimeMillis();
		for (long request = 0; request < requests; request++) {
			long due = start + (long) ((request + 1) * millisPerRequest);
			while (System.currentTimeMillis() < due) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
			List<ByteBuffer> batches = this.prepared.get((int) (request % PREPARED));
			batches.forEach((batch) -> BatchBuilder.stamp(batch, due - (long) millisPerRequest));
			this.connection.send(batches);
			this.produced += requestSize();
		}
		this.connection.flush();
	}

	/** The number of records that the broker has taken. */
	long produced() {
		return this.produced;
	}

	private void prepare() {
		while (this.prepared.size() < PREPARED) {
			this.prepared.add(request());
		}
	}

	private List<ByteBuffer> request() {
		List<ByteBuffer> batches = new ArrayList<>();
		for (int partition = 0; partition < this.partitions; partition++) {
			batches.add(this.builder.next(this.builder.batchSize(), System.currentTimeMillis()));
		}
		return batches;
	}

	private long requestSize() {
		return (long) this.builder.batchSize() * this.partitions;
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
