package dev.sluice.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.sluice.table.EncodedRows;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of which BigQuery takes some rows and leaves others.
 */
class PartlyStoredTests {

	private static final AppendResult STORED = new AppendResult.Stored();

	private static final Duration AGE = Duration.ofMillis(250);

	private final LoaderWorld world = new LoaderWorld();

	@Test
	void refusedRowsBecomeDeadLettersAndTheOthersAreSettled() {
		sent("1", "2", "3");

		this.world.answer(new AppendResult.PartlyStored(List.of(new Refusal(1, "out of range"))));
		this.world.answerLetters(null);

		assertThat(this.world.letters()).containsExactly("1 row-refused");
		assertThat(this.world.unanswered()).isZero();
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 2, 1, 0, 0, 0));
	}

	@Test
	void rowsThatWereKeptBackAreSentAgainAtOnce() {
		sent("1", "2", "3");

		this.world
			.answer(new AppendResult.PartlyStored(List.of(new Refusal(0, "out of range")), List.of(), List.of(1, 2)));
		this.world.answerLetters(null);
		this.world.answer(STORED);

		assertThat(this.world.stored()).containsExactly(2L, 3L);
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 2, 1, 0, 0, 0));
	}

	@Test
	void rowsThatAreNotTakenForNowAreSentAgainByTheClock() {
		sent("1", "2", "3");

		this.world
			.answer(new AppendResult.PartlyStored(List.of(), List.of(new Refusal(1, "no such field")), List.of()));
		long atOnce = this.world.unanswered();
		this.world.pass(Duration.ofSeconds(61));
		this.world.answer(STORED);

		assertThat(atOnce).isZero();
		assertThat(this.world.stored()).containsExactly(2L);
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 3, 0, 0, 0, 0));
	}

	@Test
	void rowsThatAreNotTakenForNowBecomeFailedInsertsWithoutRetry() {
		this.world.withoutRetry();
		sent("1", "2", "3");

		this.world
			.answer(new AppendResult.PartlyStored(List.of(), List.of(new Refusal(1, "no such field")), List.of(0, 2)));
		this.world.answer(STORED);
		this.world.answerLetters(null);

		assertThat(this.world.failedInserts()).hasSize(1);
		assertThat(this.world.stored()).containsExactly(1L, 3L);
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 2, 0, 0, 1, 0));
	}

	@Test
	void outageMakesNoFailedInsertsWithoutRetryEither() {
		this.world.withoutRetry();
		sent("1");

		this.world.answer(new AppendResult.Unavailable(AppendResult.Cause.QUOTA, "slow down", null));
		this.world.pass(Duration.ofSeconds(61));
		this.world.answer(STORED);

		assertThat(this.world.failedInserts()).isEmpty();
		assertThat(this.world.stored()).containsExactly(1L);
	}

	@Test
	void failedInsertThatIsNotAcknowledgedIsTriedAgain() {
		this.world.withoutRetry();
		sent("1");

		this.world.answer(new AppendResult.PartlyStored(List.of(), List.of(new Refusal(0, "timeout")), List.of()));
		this.world.answerLetters(new IllegalStateException("broker away"));
		long before = this.world.committable();
		this.world.pass(Duration.ofSeconds(61));
		this.world.answerLetters(null);

		assertThat(before).isZero();
		assertThat(this.world.failedInserts()).hasSize(2);
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 0, 0, 0, 1, 0));
	}

	@Test
	void rowsAreNamedByTheirPositionsAlsoWhenTheyAreSentAgain() {
		sent("1", "2+3", "4");
		List<String> first = names(0);

		this.world.answer(
				new AppendResult.PartlyStored(List.of(), List.of(new Refusal(1, "a"), new Refusal(3, "b")), List.of()));
		this.world.pass(Duration.ofSeconds(61));

		assertThat(first).containsExactly("orders-0@0", "orders-0@1.0", "orders-0@1.1", "orders-0@2");
		assertThat(names(1)).containsExactly("orders-0@1.0", "orders-0@2");
	}

	private void sent(String... words) {
		this.world.load(0, words);
		this.world.pass(AGE);
	}

	private List<String> names(int append) {
		EncodedRows rows = this.world.appends().get(append).rows();
		return IntStream.range(0, rows.count()).mapToObj(rows::name).toList();
	}

}
