package dev.sluice.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.sluice.record.SourcePosition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads single records again by their positions. Thread-safe.
 * <p>
 * Works on one thread at a time with one consumer, both of which exist only while they
 * are needed; what was asked for meanwhile is read together.
 */
final class OriginalRecords {

	private static final Duration IDLE = Duration.ofSeconds(30);

	private static final int BATCH = 10_000;

	private final BlockingQueue<Wanted> queue = new LinkedBlockingQueue<>();

	private final AtomicBoolean running = new AtomicBoolean();

	private final Supplier<Consumer<byte[], byte[]>> consumers;

	private final Executor executor;

	/**
	 * A reader of originals.
	 * @param consumers makes a consumer in no group, {@code read_committed} and without
	 * an offset reset
	 * @param executor runs the reading, which blocks
	 */
	OriginalRecords(Supplier<Consumer<byte[], byte[]>> consumers, Executor executor) {
		this.consumers = consumers;
		this.executor = executor;
	}

	/**
	 * Reads a record.
	 * @return completes on the reading thread, with nothing if retention or compaction
	 * has removed the record; exceptionally if Kafka did not answer in time
	 */
	CompletionStage<Optional<ConsumerRecord<byte[], byte[]>>> read(SourcePosition position) {
		Wanted wanted = new Wanted(position, new CompletableFuture<>());
		this.queue.add(wanted);
		start();
		return wanted.found();
	}

	private void start() {
		if (this.running.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::run);
			}
			catch (RejectedExecutionException ex) {
				this.running.set(false);
				failAll(ex);
			}
		}
	}

	private void run() {
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			for (Wanted first = next(); first != null; first = next()) {
				List<Wanted> batch = new ArrayList<>(List.of(first));
				this.queue.drainTo(batch, BATCH);
				new OriginalsRead(consumer, batch).run();
			}
		}
		catch (KafkaException ex) {
			failAll(ex);
		}
		finally {
			this.running.set(false);
			if (!this.queue.isEmpty()) {
				start();
			}
		}
	}

	/**
	 * An interrupt asks this thread to end, and must not disturb the consumer's close.
	 */
	private @Nullable Wanted next() {
		try {
			return this.queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return null;
		}
	}

	private void failAll(RuntimeException cause) {
		List<Wanted> rest = new ArrayList<>();
		this.queue.drainTo(rest);
		rest.forEach((wanted) -> wanted.found().completeExceptionally(cause));
	}

	/**
	 * A record that somebody waits for.
	 */
	record Wanted(SourcePosition position, CompletableFuture<Optional<ConsumerRecord<byte[], byte[]>>> found) {

	}

}
