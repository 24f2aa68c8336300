package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.record.Outcome;
import dev.sluice.record.SourcePartition;
import dev.sluice.warehouse.AppendResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for outcomes that are entered twice or left out, wherever they come from: they
 * stop their partition, and no other.
 */
class UnbalancedBooksTests {

	private static final AppendResult STORED = new AppendResult.Stored();

	private static final Duration AGE = Duration.ofMillis(250);

	private static final SourcePartition OTHER = new SourcePartition("orders", 1);

	private final LoaderWorld world = new LoaderWorld();

	UnbalancedBooksTests() {
		this.world.pipeline().assign(OTHER, Commit.read(0, null));
		this.world.load(0, "bad", "2");
		this.world.pipeline().load(Batches.ofPartition(1, 0, "5"));
		this.world.pass(AGE);
	}

	private SliceReceipt receipt() {
		return this.world.appends().get(0).receipt(0);
	}

	private long committableOfOther() {
		Commit commit = this.world.pipeline().committable(OTHER);
		return (commit != null) ? commit.offset() : -1;
	}

	private void assertStopped() {
		assertThat(this.world.committable()).isEqualTo(-1);
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNotNull();
		assertThat(committableOfOther()).isOne();
		assertThat(this.world.parkedAt(OTHER)).isNull();
	}

	@Test
	void rowThatIsStoredAndSettledBeforeStopsItsPartition() {
		receipt().settle(1, Outcome.FILTERED);

		this.world.answerAll(STORED);

		assertStopped();
		assertThat(this.world.memoryUsed()).isZero();
	}

	@Test
	void letterOfARecordThatWasSettledBeforeStopsItsPartition() {
		receipt().settle(0, Outcome.FILTERED);

		this.world.answerAll(STORED);
		this.world.answerLetters(null);

		assertStopped();
	}

	@Test
	void outcomeThatIsLeftOutStopsItsPartition() {
		receipt().expectRows(0, 2);

		this.world.answerAll(STORED);
		this.world.answerLetters(null);

		assertStopped();
	}

}
