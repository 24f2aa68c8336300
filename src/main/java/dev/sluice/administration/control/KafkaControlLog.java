package dev.sluice.administration.control;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.topic.OwnTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control topic. One thread reads it, from its first record on and in no group, and
 * goes on by itself when Kafka was away or a permission was given, and from the beginning
 * when the topic was deleted and made anew.
 */
final class KafkaControlLog implements ControlLog {

	private static final Logger logger = LoggerFactory.getLogger(KafkaControlLog.class);

	private static final Duration POLL = Duration.ofMillis(250);

	private static final long AWAY_RETRY_MILLIS = 1_000;

	private static final long DENIED_RETRY_MILLIS = 10_000;

	private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** Every so many looks are thorough, which is once a minute. */
	private static final int THOROUGH = 30;

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

	private static final String BEGUN_ANEW = "the control topic has just begun anew; it may be done nevertheless";

	private final OwnTopic topic;

	private final Supplier<Consumer<byte[], byte[]>> consumers;

	private final Producer<byte[], byte[]> producer;

	private final TopicPartition partition;

	private final CountDownLatch closed = new CountDownLatch(1);

	/** The topic that was read last; confined to the reading thread. */
	private @Nullable Uuid id;

	/** The offset after the last record that was read. */
	private volatile long next;

	private volatile boolean stale;

	private volatile OwnTopic.@Nullable Problem problem;

	private volatile OwnTopic.@Nullable Problem writeProblem;

	private @Nullable Thread thread;

	/**
	 * A log.
	 * @param topic its topic
	 * @param consumers makes a consumer in no group that does not reset its offset by
	 * itself
	 * @param producer writes records; it is closed with the log
	 */
	KafkaControlLog(OwnTopic topic, Supplier<Consumer<byte[], byte[]>> consumers, Producer<byte[], byte[]> producer) {
		this.topic = topic;
		this.consumers = consumers;
		this.producer = producer;
		this.partition = new TopicPartition(topic.name(), 0);
	}

	@Override
	public void open(Reader reader) {
		Thread reading = new Thread(() -> run(reader), "sluice-control");
		reading.setDaemon(true);
		reading.start();
		this.thread = reading;
	}

	private void run(Reader reader) {
		while (this.closed.getCount() > 0) {
			try {
				OwnTopic.Problem found = this.topic.check();
				if (found != null && !found.usable()) {
					denied(found, reader);
				}
				else {
					read(reader, found);
				}
			}
			catch (AuthorizationException ex) {
				denied(this.topic.denied("read"), reader);
			}
			catch (ConfigException ex) {
				denied(misconfigured(ex), reader);
			}
			catch (InvalidOffsetException ex) {
				logger.atWarn().addKeyValue("cause", ex.toString()).log("control topic has lost records");
			}
			catch (KafkaException ex) {
				away(ex, reader);
			}
			catch (RuntimeException ex) {
				logger.atError().setCause(ex).log("control topic is read again from its beginning");
				away(ex, reader);
			}
		}
	}

	private void denied(OwnTopic.Problem found, Reader reader) {
		if (!found.equals(this.problem)) {
			logger.atWarn().addKeyValue("cause", found.reason()).log("pipelines are loaded without the control topic");
		}
		this.problem = found;
		reader.denied();
		rest(DENIED_RETRY_MILLIS);
	}

	/** Waiting does not help, and the pipelines' own consumers may do without. */
	private OwnTopic.Problem misconfigured(ConfigException cause) {
		return new OwnTopic.Problem(
				"topic " + this.topic.name() + " cannot be read, since its consumer is refused: " + cause.getMessage(),
				"mend spring.kafka.consumer, and start the instance again", false);
	}

	private void away(RuntimeException cause, Reader reader) {
		if (this.problem == null) {
			logger.atWarn().addKeyValue("cause", cause.toString()).log("control topic cannot be read, trying again");
		}
		this.problem = new OwnTopic.Problem(
				"topic " + this.topic.name() + " cannot be read, since Kafka does not answer: " + cause.getMessage(),
				"look at Kafka; Sluice tries again by itself", false);
		reader.tick();
		rest(AWAY_RETRY_MILLIS);
	}

	private void rest(long millis) {
		try {
			boolean unused = this.closed.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.closed.countDown();
		}
	}

	private void read(Reader reader, OwnTopic.@Nullable Problem found) {
		List<TopicPartition> partitions = List.of(this.partition);
		this.stale = false;
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			long end = consumer.endOffsets(partitions).getOrDefault(this.partition, 0L);
			cut(reader, end);
			boolean caughtUp = false;
			long looked = System.nanoTime();
			int looks = 0;
			reader.begins();
			while (this.closed.getCount() > 0 && !this.stale) {
				if (!caughtUp && consumer.position(this.partition) >= end) {
					caughtUp = true;
					this.problem = found;
					reader.caughtUp();
				}
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
					tell(reader, record);
				}
				reader.tick();
				if (System.nanoTime() - looked > LOOK_EVERY_NANOS) {
					looks++;
					look(consumer, reader, looks % THOROUGH == 0);
					looked = System.nanoTime();
				}
			}
		}
	}

	/**
	 * What was read before may be of a topic of the same name, or be lost with a broker.
	 */
	private void cut(Reader reader, long end) {
		boolean other = other(this.topic.id());
		if (other || end < this.next) {
			logger.atWarn().addKeyValue("topic", this.topic.name()).log("control topic begins anew, reading it again");
			this.next = (other) ? 0 : end;
			reader.cut(this.next);
		}
		this.id = (this.topic.id() != null) ? this.topic.id() : this.id;
	}

	private boolean other(@Nullable Uuid found) {
		return this.id != null && found != null && !this.id.equals(found);
	}

	private void look(Consumer<byte[], byte[]> consumer, Reader reader, boolean thoroughly) {
		OwnTopic.Problem found = (thoroughly) ? this.topic.check() : null;
		if (other(this.topic.id()) || this.topic.changed() || (found != null && !found.usable())) {
			this.stale = true;
			return;
		}
		this.problem = (thoroughly) ? found : this.problem;
		reader.expired(consumer.beginningOffsets(List.of(this.partition)).getOrDefault(this.partition, 0L));
	}

	private void tell(Reader reader, ConsumerRecord<byte[], byte[]> record) {
		ControlKey key = ControlJson.key(record.key());
		Kind kind = (key != null) ? key.kind() : null;
		if (key != null && kind != null) {
			byte[] bytes = record.value();
			ControlValue value = (bytes != null) ? ControlJson.value(kind, bytes) : null;
			reader.read(key, value, record.offset(), record.timestamp());
		}
		this.next = Math.max(this.next, record.offset() + 1);
	}

	@Override
	public CompletableFuture<Long> append(ControlKey key, @Nullable ControlValue value) {
		CompletableFuture<Long> written = new CompletableFuture<>();
		byte[] bytes = (value != null) ? ControlJson.write(value) : null;
		long read = this.next;
		try {
			var unused = this.producer.send(new ProducerRecord<>(this.topic.name(), 0, ControlJson.write(key), bytes),
					(metadata, failure) -> {
						note(failure);
						if (failure != null) {
							written.completeExceptionally(failure);
						}
						else if (metadata.hasOffset() && metadata.offset() < read) {
							this.stale = true;
							written.completeExceptionally(new IllegalStateException(BEGUN_ANEW));
						}
						else {
							written.complete(metadata.offset());
						}
					});
		}
		catch (KafkaException | IllegalStateException ex) {
			written.completeExceptionally(ex);
		}
		return written;
	}

	private void note(@Nullable Exception failure) {
		boolean denied = failure instanceof AuthorizationException;
		if (denied && this.writeProblem == null) {
			logger.atWarn().addKeyValue("topic", this.topic.name()).log("control topic may not be written");
		}
		this.writeProblem = (denied) ? this.topic.denied("write") : null;
	}

	@Override
	public OwnTopic.@Nullable Problem problem() {
		OwnTopic.Problem read = this.problem;
		return (read != null) ? read : this.writeProblem;
	}

	@Override
	public void close() {
		this.closed.countDown();
		Thread reading = this.thread;
		if (reading != null) {
			try {
				reading.join(CLOSE_LIMIT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.producer.close(CLOSE_LIMIT);
	}

}
