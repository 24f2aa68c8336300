package dev.sluice.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class LetterSenderTests {

	private static final Serializer<Object> UNCHANGED = (topic, data) -> (byte[]) data;

	private final MockProducer<Object, Object> producer = new MockProducer<>(false, null, UNCHANGED, UNCHANGED) {

		/**
		 * The template closes its producer after each send, which a real one outlives.
		 */
		@Override
		public void close(Duration timeout) {
		}

	};

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private Instant now = Instant.EPOCH;

	private final LetterSender sender = new LetterSender(
			new KafkaTemplate<>(new MockProducerFactory<>(() -> this.producer)), this.tasks::add, () -> this.now,
			10_000);

	@Test
	void sendCompletesWithTheAcknowledgementAndNotBefore() {
		CompletionStage<Void> kept = send(10);

		assertThat(kept).isNotDone();
		this.producer.completeNext();
		assertThat(kept).isCompleted();
	}

	@Test
	void sendWhenKafkaFailsFails() {
		CompletionStage<Void> kept = send(10);

		this.producer.errorNext(new TimeoutException("expired"));

		assertThat(kept).isCompletedExceptionally();
	}

	@Test
	void refusalIsKnownUntilALetterIsTakenOrItIsLongAgo() {
		send(10);
		this.producer.errorNext(new TopicAuthorizationException("no"));
		assertThat(this.sender.refusal("orders-dlt")).contains("TopicAuthorizationException");

		send(10);
		this.producer.completeNext();
		assertThat(this.sender.refusal("orders-dlt")).isNull();

		send(10);
		this.producer.errorNext(new TopicAuthorizationException("no"));
		this.now = this.now.plus(Duration.ofMinutes(2));
		assertThat(this.sender.refusal("orders-dlt")).isNull();
	}

	@Test
	void sendWhenKafkaBlocksInVainFailsFurtherLettersAtOnce() {
		this.producer.sendException = new TimeoutException("no metadata");
		send(10);
		this.producer.sendException = null;

		CompletionStage<Void> kept = send(10);

		assertThat(kept).isCompletedExceptionally();
		assertThat(this.producer.history()).isEmpty();
	}

	@Test
	void sendAfterAPauseTriesAgain() {
		this.producer.sendException = new TimeoutException("no metadata");
		send(10);
		this.producer.sendException = null;
		this.now = this.now.plus(Duration.ofSeconds(2));

		CompletionStage<Void> kept = send(10);
		this.producer.completeNext();

		assertThat(kept).isCompleted();
	}

	@Test
	void sendWithoutRoomFails() {
		send(9_000);

		CompletionStage<Void> kept = send(9_000);

		assertThat(kept).isCompletedExceptionally();
		assertThat(this.producer.history()).hasSize(1);
	}

	@Test
	void sendMakesRoomWhenALetterIsAnswered() {
		send(9_000);
		this.producer.errorNext(new TimeoutException("expired"));
		send(9_000);
		this.producer.completeNext();

		CompletionStage<Void> kept = send(9_000);
		this.producer.completeNext();

		assertThat(kept).isCompleted();
	}

	@Test
	void sendTakesALetterThatIsLargerThanAllRoom() {
		CompletionStage<Void> kept = send(50_000);
		this.producer.completeNext();

		assertThat(kept).isCompleted();
	}

	@Test
	void sendWhenALetterIsTooLargeSendsSmallerOnesAndThenFails() {
		CompletionStage<Void> kept = send(100);
		for (int i = 0; i < 3; i++) {
			this.producer.errorNext(new RecordTooLargeException());
			this.tasks.forEach(Runnable::run);
			this.tasks.clear();
		}

		assertThat(kept).isCompletedExceptionally();
		assertThat(this.producer.history())
			.extracting((letter) -> letter.value() != null, (letter) -> letter.key() != null)
			.containsExactly(tuple(true, true), tuple(false, true), tuple(false, false));
	}

	private CompletionStage<Void> send(int size) {
		RecordHeaders headers = new RecordHeaders();
		headers.add(DeadLetterHeaders.PIPELINE, new byte[0]);
		CompletableFuture<Void> kept = new CompletableFuture<>();
		this.sender.send(new ProducerRecord<>("orders-dlt", 0, new byte[1], new byte[size], headers), kept);
		return kept;
	}

}
