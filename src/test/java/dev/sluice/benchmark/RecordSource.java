package dev.sluice.benchmark;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces records to one topic, evenly over its partitions, compressed with lz4.
 */
final class RecordSource implements AutoCloseable {

	/** How many records in a row go to the same partition. */
	private static final int STRETCH = 200;

	private static final Duration TICK = Duration.ofMillis(1);

	private final KafkaProducer<byte[], byte[]> producer;

	private final String topic;

	private final int partitions;

	private final RecordShape shape;

	private final int badOneIn;

	private final JsonText text = new JsonText();

	private final AtomicReference<Exception> failure = new AtomicReference<>();

	private long produced;

	/**
	 * A source of records.
	 * @param bootstrap where the broker is
	 * @param topic where the records go
	 * @param partitions the topic's number of partitions
	 * @param shape what they look like
	 * @param badOneIn every how many records one is cut short, so that it is no JSON; 0
	 * for none
	 */
	RecordSource(String bootstrap, String topic, int partitions, RecordShape shape, int badOneIn) {
		this.topic = topic;
		this.partitions = partitions;
		this.shape = shape;
		this.badOneIn = badOneIn;
		this.producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.COMPRESSION_TYPE_CONFIG,
						"lz4", ProducerConfig.BATCH_SIZE_CONFIG, 1 << 16, ProducerConfig.LINGER_MS_CONFIG, 5,
						ProducerConfig.BUFFER_MEMORY_CONFIG, 64 << 20),
				new ByteArraySerializer(), new ByteArraySerializer());
	}

	/** Produces records as fast as the broker takes them, and waits for it. */
	void backlog(long count) {
		for (long i = 0; i < count; i++) {
			send(System.currentTimeMillis());
		}
		flush();
	}

	/**
	 * Produces at a rate that does not heed how fast anyone is: each record is stamped
	 * with the time when it is due, even if it is sent later.
	 * @param rate records per second
	 * @param duration for how long
	 */
	void openLoop(double rate, Duration duration) {
		long start = System.nanoTime();
		long startMillis = System.currentTimeMillis();
		long total = (long) (rate * duration.toNanos() / TimeUnit.SECONDS.toNanos(1));
		for (long sent = 0; sent < total;) {
			long due = Math.min(total, (long) (rate * (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1)));
			for (; sent < due; sent++) {
				send(startMillis + (long) (sent * 1000 / rate));
			}
			LockSupport.parkNanos(TICK.toNanos());
		}
		flush();
	}

	/** The number of records that the broker has taken. */
	long produced() {
		return this.produced;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // The callback is told of every
													// failure.
	private void send(long time) {
		this.shape.template().write(this.text.clear(), this.produced, time);
		boolean bad = this.badOneIn > 0 && this.produced % this.badOneIn == 0;
		byte[] value = bad ? this.text.toBytesWithoutLast() : this.text.toBytes();
		int partition = (int) (this.produced / STRETCH % this.partitions);
		this.produced++;
		this.producer.send(new ProducerRecord<>(this.topic, partition, time, null, value), (metadata, ex) -> {
			if (ex != null) {
				this.failure.set(ex);
			}
		});
	}

	private void flush() {
		this.producer.flush();
		if (this.failure.get() != null) {
			throw new IllegalStateException("the broker did not take all records", this.failure.get());
		}
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
