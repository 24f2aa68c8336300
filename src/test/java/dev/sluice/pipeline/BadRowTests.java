package dev.sluice.pipeline;

import java.time.Duration;
import java.util.List;

import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pipelines that stop since too many of their records are bad.
 */
class BadRowTests {

	private static final Duration AGE = Duration.ofMillis(250);

	private static final AppendResult STORED = new AppendResult.Stored();

	private final LoaderWorld world = new LoaderWorld().withBadRowsUpTo(0.5, 4);

	@Test
	void tooManyBadRecordsHoldThePipeline() {
		this.world.load(0, "bad", "bad", "bad", "skip");
		this.world.load(4, "1");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(4);
	}

	@Test
	void tooManyRefusedRowsHoldThePipeline() {
		this.world.load(0, "1", "2", "3", "4");
		this.world.pass(AGE);
		this.world.answer(new AppendResult.RowsRefused(
				List.of(new Refusal(0, "no"), new Refusal(1, "no"), new Refusal(2, "no")), true));
		this.world.answer(STORED);
		this.world.answerLetters(null);

		assertThat(this.world.committable()).isEqualTo(4);

		this.world.load(4, "5");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(4);
	}

	@Test
	void bearableBadRecordsDoNotHoldThePipeline() {
		this.world.load(0, "bad", "1", "2", "bad");
		this.world.pass(AGE);
		this.world.answer(STORED);
		this.world.answerLetters(null);

		assertThat(this.world.committable()).isEqualTo(4);

		this.world.load(4, "3");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

	@Test
	void whatWasTakenBeforeAPersonLetItGoOnDoesNotHoldThePipelineAgain() {
		this.world.load(0, "bad", "bad", "bad", "bad");
		this.world.hold().lift();
		this.world.answerLetters(null);
		assertThat(this.world.committable()).isEqualTo(4);

		this.world.load(4, "1", "2", "3");
		this.world.pass(AGE);
		this.world.answer(STORED);
		assertThat(this.world.committable()).isEqualTo(7);
		this.world.load(7, "4");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
		this.world.load(8, "bad", "bad", "bad", "bad");
		this.world.load(12, "5");
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(12);
	}

	@Test
	void halfAWindowOfBadRecordsIsForgottenWhenAPersonLetsItGoOn() {
		this.world.load(0, "bad", "bad", "bad");
		this.world.hold().lift();

		this.world.load(3, "1", "2");
		this.world.load(5, "3");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

}
