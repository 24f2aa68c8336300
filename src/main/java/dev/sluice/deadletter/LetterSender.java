package dev.sluice.deadletter;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends letters to Kafka without waiting for their acknowledgement. Thread-safe.
 * <p>
 * Bounds the bytes of all letters in flight; a caller waits for room at most
 * {@link #LONGEST_WAIT}. After a send that has blocked in vain, further ones fail at once
 * for {@link #PAUSE_MILLIS}, so that a batch full of bad records cannot hold a listener
 * thread while Kafka is away. A letter that Kafka refuses as too large is sent again as a
 * smaller one, at most twice.
 */
final class LetterSender {

	/** How long a send may block its caller, in milliseconds; also the producer's. */
	static final int LONGEST_WAIT = 500;

	private static final int PAUSE_MILLIS = 1000;

	/** A refusal that was not repeated for so long says nothing any more. */
	private static final int RECENT_MILLIS = 120_000;

	private static final int OVERHEAD = 256;

	private final KafkaTemplate<Object, Object> template;

	private final Executor executor;

	private final InstantSource clock;

	private final int bytes;

	private final Semaphore room;

	private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

	private volatile long failedAt = Long.MIN_VALUE / 2;

	/**
	 * A sender.
	 * @param template sends; must not block for longer than {@link #LONGEST_WAIT}
	 * @param executor runs what must not run on the producer's own thread
	 * @param clock tells the time
	 * @param bytes the bound on the bytes in flight
	 */
	LetterSender(KafkaTemplate<Object, Object> template, Executor executor, InstantSource clock, int bytes) {
		template.setProducerListener(null);
		this.template = template;
		this.executor = executor;
		this.clock = clock;
		this.bytes = bytes;
		this.room = new Semaphore(bytes);
	}

	KafkaTemplate<Object, Object> template() {
		return this.template;
	}

	/**
	 * Sends a letter.
	 * @param letter the letter
	 * @param kept is completed, exceptionally by {@link DeadLettersUnavailableException}
	 */
	void send(ProducerRecord<Object, Object> letter, CompletableFuture<Void> kept) {
		int size = Math.min(size(letter), this.bytes);
		String obstacle = (sinceFailure() < PAUSE_MILLIS) ? "does not take records for now" : acquire(size);
		if (obstacle != null) {
			kept.completeExceptionally(new DeadLettersUnavailableException(letter.topic(), obstacle));
			return;
		}
		attempt(letter, new InFlight(size, kept));
	}

	/**
	 * Why a topic does not take letters at present, or {@code null} if it does as far as
	 * is known.
	 */
	@Nullable String refusal(String topic) {
		Refusal last = this.refusals.get(topic);
		return (last != null && this.clock.millis() - last.at() < RECENT_MILLIS) ? last.cause() : null;
	}

	private long sinceFailure() {
		return Math.abs(this.clock.millis() - this.failedAt);
	}

	private @Nullable String acquire(int size) {
		if (this.room.tryAcquire(size)) {
			return null;
		}
		try {
			if (this.room.tryAcquire(size, LONGEST_WAIT, TimeUnit.MILLISECONDS)) {
				return null;
			}
			this.failedAt = this.clock.millis();
			return "too many records wait for their acknowledgement";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
	}

	private void attempt(ProducerRecord<Object, Object> letter, InFlight flight) {
		try {
			CompletionStage<?> answer = this.template.send(letter);
			answer.whenComplete((result, ex) -> answered(letter, flight, ex));
		}
		catch (RuntimeException ex) {
			if (causeOf(ex) instanceof TimeoutException) {
				this.failedAt = this.clock.millis();
			}
			answered(letter, flight, ex);
		}
	}

	private void answered(ProducerRecord<Object, Object> letter, InFlight flight, @Nullable Throwable ex) {
		if (ex == null) {
			this.room.release(flight.size());
			if (!this.refusals.isEmpty()) {
				this.refusals.remove(letter.topic());
			}
			flight.kept().complete(null);
			return;
		}
		Throwable cause = causeOf(ex);
		boolean tooLarge = cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException;
		ProducerRecord<Object, Object> pointer = (tooLarge) ? PointerLetter.of(letter) : null;
		if (pointer != null) {
			sendLater(pointer, flight);
		}
		else {
			failed(letter, flight, cause);
		}
	}

	/** The producer's thread, which may be this one, must not wait for itself. */
	private void sendLater(ProducerRecord<Object, Object> letter, InFlight flight) {
		try {
			this.executor.execute(() -> attempt(letter, flight));
		}
		catch (RejectedExecutionException ex) {
			failed(letter, flight, ex);
		}
	}

	private void failed(ProducerRecord<Object, Object> letter, InFlight flight, Throwable cause) {
		this.room.release(flight.size());
		this.refusals.put(letter.topic(), new Refusal(cause.toString(), this.clock.millis()));
		flight.kept()
			.completeExceptionally(new DeadLettersUnavailableException(letter.topic(), cause.toString(), cause));
	}

	private static Throwable causeOf(Throwable ex) {
		Throwable cause = (ex instanceof KafkaException) ? ex.getCause() : null;
		return (cause != null) ? cause : ex;
	}

	private static int size(ProducerRecord<Object, Object> letter) {
		int size = OVERHEAD + length(letter.key()) + length(letter.value());
		for (Header header : letter.headers()) {
			size += header.key().length() + length(header.value());
		}
		return size;
	}

	private static int length(@Nullable Object bytes) {
		return (bytes != null) ? ((byte[]) bytes).length : 0;
	}

	private record InFlight(int size, CompletableFuture<Void> kept) {

	}

	private record Refusal(String cause, long at) {

	}

}
