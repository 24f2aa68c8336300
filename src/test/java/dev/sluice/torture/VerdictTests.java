package dev.sluice.torture;

import dev.sluice.torture.Produced.Fate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdict}.
 */
class VerdictTests {

	private final FindingsBuilder found = new FindingsBuilder().stored(10);

	@Test
	void everythingStoredKeepsBothGuarantees() {
		Verdict verdict = verdict();

		assertThat(verdict.keeps(true)).isTrue();
		assertThat(verdict.records()).isEqualTo(10);
		assertThat(verdict.rows()).isEqualTo(10);
	}

	@Test
	void recordBelowTheCommitWithoutAnOutcomeIsLost() {
		this.found.withoutRow(4);

		assertThat(verdict().lost()).containsExactly(FindingsBuilder.position(4));
		assertThat(verdict().keeps(false)).isFalse();
	}

	@Test
	void recordAboveTheCommitWithoutAnOutcomeIsNotLostButUnaccountedFor() {
		this.found.withoutRow(9).committed(9);

		assertThat(verdict().lost()).isEmpty();
		assertThat(verdict().unaccounted()).containsExactly(FindingsBuilder.position(9));
		assertThat(verdict().keeps(false)).isFalse();
	}

	@Test
	void twoRowsOfARecordBreakExactlyOnceOnly() {
		this.found.row(4, 4);

		assertThat(verdict().doubled()).containsExactly(FindingsBuilder.position(4));
		assertThat(verdict().keeps(false)).isTrue();
		assertThat(verdict().keeps(true)).isFalse();
	}

	@Test
	void rowOfARecordThatThereIsNotIsUnaccountedFor() {
		this.found.row(10, 10);

		assertThat(verdict().unaccounted()).containsExactly(FindingsBuilder.position(10));
	}

	@Test
	void rowWithTheContentOfAnotherRecordIsWrong() {
		this.found.withoutRow(4).row(4, 5);

		assertThat(verdict().wrong()).containsExactly(FindingsBuilder.position(4));
		assertThat(verdict().keeps(false)).isFalse();
	}

	@Test
	void badRecordIsToBeADeadLetter() {
		this.found.produced(10, Fate.DEAD).committed(11);

		assertThat(verdict().lost()).containsExactly(FindingsBuilder.position(10));
		this.found.dead(10, "malformed");
		assertThat(verdict().keeps(true)).isTrue();
		this.found.row(10, 10);
		assertThat(verdict().wrong()).containsExactly(FindingsBuilder.position(10));
	}

	@Test
	void goodRecordMustNotBeADeadLetter() {
		this.found.dead(4, "row-refused");

		assertThat(verdict().wrong()).containsExactly(FindingsBuilder.position(4));
	}

	@Test
	void failedInsertIsAnOutcome() {
		this.found.withoutRow(4).waiting(4);

		assertThat(verdict().keeps(true)).isTrue();
	}

	@Test
	void rowThatWasSeenWhenItsTableWasDroppedIsAnOutcome() {
		this.found.withoutRow(4).gone(4);

		assertThat(verdict().keeps(true)).isTrue();
	}

	@Test
	void rowOfADroppedTableMayBeThereAgain() {
		this.found.gone(4);

		assertThat(verdict().keeps(true)).isTrue();
	}

	private Verdict verdict() {
		return Verdict.of(this.found.build());
	}

}
