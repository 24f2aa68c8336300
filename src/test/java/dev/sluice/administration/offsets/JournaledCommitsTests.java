package dev.sluice.administration.offsets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sluice.administration.Journal;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JournaledCommits}, with a Kafka that does not answer.
 */
class JournaledCommitsTests {

	private static final PartitionOffsets ORDERS = new PartitionOffsets(new SourcePartition("orders", 3),
			Commit.read(10, null), 0, 100);

	private static final Map<PartitionOffsets, Commit> TO_BEGIN = Map.of(ORDERS, new Commit(0, Totals.startingAt(0)));

	private final List<Journal.Entry> journal = new ArrayList<>();

	@Test
	void moveThatKafkaDoesNotAnswerIsUnknown() {
		assertUnknown(Duration.ofMillis(300), "TimeoutException");

		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void moveThatTheEndOfTheProcessInterruptsIsUnknown() {
		Thread.currentThread().interrupt();

		assertUnknown(Duration.ofMinutes(1), "the end of this process");

		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void nothingIsAskedOfKafkaWhereNothingMoves() {
		move(Duration.ofMinutes(1), Map.of());

		assertThat(this.journal).containsExactly(
				new Journal.Entry("reset-offsets", "pipeline orders", Map.of(), Map.of(), "nothing to do"));
	}

	private void assertUnknown(Duration patience, String cause) {
		assertThatExceptionOfType(GroupOffsets.UnknownOutcomeException.class)
			.isThrownBy(() -> move(patience, Map.of(ORDERS, new Commit(0, Totals.startingAt(0)))))
			.withMessageContaining("look at them before the pipeline is started")
			.withMessageContaining(cause);
		assertThat(this.journal).singleElement().satisfies((entry) -> {
			assertThat(entry.outcome()).startsWith("unknown: ");
			assertThat(entry.before().get("orders-3")).startsWith("10 ");
			assertThat(entry.after().get("orders-3")).startsWith("0 ");
		});
	}

	private void move(Duration patience, Map<PartitionOffsets, Commit> moves) {
		Admin nobody = Admin.create(Map.of("bootstrap.servers", "localhost:1", "default.api.timeout.ms",
				Math.toIntExact(patience.toMillis()), "request.timeout.ms", 200));
		try {
			new JournaledCommits(new GroupOffsets(nobody), this::take).move("orders", "sluice-orders", moves,
					"earliest");
		}
		finally {
			nobody.close(Duration.ZERO);
		}
	}

	/** A thread that is interrupted would not wait for Kafka. */
	private @Nullable String take(Journal.Entry entry) {
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.journal.add(entry);
		return null;
	}

}
