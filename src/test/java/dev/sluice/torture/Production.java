package dev.sluice.torture;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.torture.Scene.Addresses;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that writes without a rest, also while the broker is away. What has become
 * of its sends is nobody's business: what stands in the topics is what was produced.
 */
final class Production implements AutoCloseable {

	private static final Duration TICK = Duration.ofMillis(40);

	private static final int RECORDS_PER_TICK = 24;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final KafkaProducer<byte[], byte[]> producer;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

	@GuardedBy("this")
	private final Records records;

	private Production(String bootstrap, Records records) {
		this.records = records;
		this.producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5, "max.block.ms", 500),
				new ByteArraySerializer(), new ByteArraySerializer());
	}

	/** The producer of a schedule. */
	static Production of(Schedule schedule, Addresses addresses) {
		return new Production(addresses.bootstrap(),
				new Records(schedule.seed(), Scene.TOPICS, Scene.PARTITIONS, LocalDate.now()));
	}

	void start() {
		var unused = this.executor.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void tick() {
		for (int i = 0; i < RECORDS_PER_TICK; i++) {
			this.producer.send(next());
		}
	}

	private synchronized ProducerRecord<byte[], byte[]> next() {
		return this.records.next();
	}

	/**
	 * Gives all further records a field that none had before.
	 * @return the field's name
	 */
	synchronized String newField() {
		return this.records.newField();
	}

	synchronized void begin(Oddity oddity) {
		this.records.begin(oddity);
	}

	synchronized void end(Oddity oddity) {
		this.records.end(oddity);
	}

	/** Stops, and waits until what has been sent is written or given up. */
	@Override
	public void close() {
		this.executor.shutdownNow();
		this.producer.close(PATIENCE);
	}

}
