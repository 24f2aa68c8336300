package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.warehouse.AppendResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadPipeline} with records that are bad in part.
 */
class BadPartTests {

	private static final Duration AGE = Duration.ofSeconds(1);

	private final LoaderWorld world = new LoaderWorld();

	@Test
	void recordIsSettledWhenItsRowsAreStoredAndItsBadPartIsKept() {
		this.world.load(0, "1", "part:7+8");
		this.world.pass(AGE);
		this.world.answer(new AppendResult.Stored());

		assertThat(this.world.stored()).containsExactly(1L, 7L, 8L);
		assertThat(this.world.committable()).isEqualTo(1);

		this.world.answerLetters(null);

		assertThat(this.world.committable()).isEqualTo(2);
		assertThat(this.world.totals().dead()).isEqualTo(1);
		assertThat(this.world.totals().stored()).isEqualTo(1);
	}

	@Test
	void recordOfBadPartsOnlyIsDead() {
		this.world.load(0, "parts");
		this.world.answerLetters(null);

		assertThat(this.world.committable()).isEqualTo(1);
		assertThat(this.world.totals().dead()).isEqualTo(1);
	}

	@Test
	void partThatWasNotKeptIsTriedAgainAndNothingIsCommittedBefore() {
		this.world.load(0, "part:7");
		this.world.pass(AGE);
		this.world.answer(new AppendResult.Stored());
		this.world.answerLetters(new IllegalStateException("broker away"));

		assertThat(this.world.committable()).isZero();

		this.world.pass(Duration.ofSeconds(5));
		this.world.answerLetters(null);

		assertThat(this.world.letters()).containsExactly("0 malformed", "0 malformed");
		assertThat(this.world.committable()).isEqualTo(1);
	}

}
