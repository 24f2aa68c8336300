package dev.sluice.administration.offsets;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OffsetMove}.
 */
class OffsetMoveTests {

	private static OffsetMove move(@Nullable Long committed, long begin, long end, long to) {
		return move(committed, begin, end, to, FirstPosition.EARLIEST);
	}

	private static OffsetMove move(@Nullable Long committed, long begin, long end, long to, FirstPosition first) {
		Commit commit = (committed != null) ? Commit.read(committed, null) : null;
		return OffsetMove.of(new PartitionOffsets(new SourcePartition("orders", 0), commit, begin, end), to, first);
	}

	@Test
	void earlierOffsetReadsAgain() {
		OffsetMove move = move(50L, 0, 100, 20);

		assertThat(move.again()).isEqualTo(30);
		assertThat(move.skipped()).isZero();
		assertThat(move.meaning()).isEqualTo("reads offsets 20 to 49 again");
	}

	@Test
	void laterOffsetPassesOver() {
		OffsetMove move = move(50L, 0, 100, 70);

		assertThat(move.again()).isZero();
		assertThat(move.skipped()).isEqualTo(20);
		assertThat(move.meaning()).isEqualTo("passes over offsets 50 to 69");
	}

	@Test
	void sameOffsetChangesNothing() {
		assertThat(move(50L, 0, 100, 50).changes()).isFalse();
		assertThat(move(null, 0, 100, 0).changes()).isTrue();
	}

	@Test
	void whatRetentionDeletedIsNotCalledPassedOver() {
		OffsetMove move = move(50L, 80, 100, 80);

		assertThat(move.skipped()).isZero();
		assertThat(move.meaning())
			.isEqualTo("goes on at 80; retention deleted 50 to 79 before they were read, so their rows are lost");
	}

	@Test
	void topicThatWasMadeAnewIsNotReadAgain() {
		OffsetMove move = move(500L, 0, 100, 0);

		assertThat(move.again()).isZero();
		assertThat(move.meaning()).startsWith("begins at 0: what is committed is beyond the end of the topic");
	}

	@Test
	void firstOffsetPassesOverWhatWouldHaveBeenRead() {
		assertThat(move(null, 10, 100, 30).skipped()).isEqualTo(20);
		assertThat(move(null, 10, 100, 30, FirstPosition.LATEST).skipped()).isZero();
	}

}
