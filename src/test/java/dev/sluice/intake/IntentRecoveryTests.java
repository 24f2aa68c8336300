package dev.sluice.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.Intent.TableStream;
import dev.sluice.pipeline.Publishing;
import dev.sluice.pipeline.StoredBefore;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.StoredPositions;
import dev.sluice.warehouse.StreamPosition;
import dev.sluice.warehouse.WriteProperties.Unconfirmed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a partition's next owner makes of an intent that may be fulfilled or not. */
class IntentRecoveryTests {

	private static final TableName ORDERS = new TableName("p", "shop", "orders");

	private static final TableName LINES = new TableName("p", "shop", "lines");

	private static final SourcePartition PARTITION = new SourcePartition("orders", 3);

	private final HeldStreams streams = new HeldStreams();

	private final Deque<CompletableFuture<Boolean>> looks = new ArrayDeque<>();

	private long now;

	@Test
	void flushesAgainAndGoesOnBehind() {
		IntentRecovery recovery = recovery(Unconfirmed.STOP, true, ORDERS);
		assertThat(recovery.advance()).isFalse();

		this.streams.answer(new FlushResult.Flushed());

		assertThat(recovery.advance()).isTrue();
		assertThat(recovery.takeover().commit().offset()).isEqualTo(20);
		assertThat(recovery.takeover().intentKept()).isTrue();
	}

	@Test
	void outageIsWaitedOut() {
		IntentRecovery recovery = recovery(Unconfirmed.STOP, true, ORDERS);

		this.streams.answer(new FlushResult.Unavailable(AppendResult.Cause.OUTAGE, "away", null));
		assertThat(recovery.advance()).isFalse();
		assertThat(recovery.problem()).contains("p.shop.orders", "away");

		this.now += Duration.ofSeconds(1).toNanos();
		recovery.advance();
		this.streams.answer(new FlushResult.Flushed());
		assertThat(recovery.advance()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "true, 20", "false, 10" })
	void tableTellsWhetherAStreamThatIsGoneHadBeenFlushed(boolean visible, long next) {
		IntentRecovery recovery = recovery(Unconfirmed.STOP, true, ORDERS);
		this.streams.answer(new FlushResult.Impossible("not found"));
		assertThat(recovery.advance()).isFalse();

		this.looks.remove().complete(visible);

		assertThat(recovery.advance()).isTrue();
		assertThat(recovery.undecided()).isNull();
		assertThat(recovery.takeover().commit().offset()).isEqualTo(next);
	}

	@Test
	void recordsThatAreDoneAgainAreNotStoredAgainInTablesThatHaveThem() {
		IntentRecovery recovery = recovery(Unconfirmed.STOP, true, ORDERS, LINES);
		this.streams.answer(new FlushResult.Flushed());
		this.streams.answer(new FlushResult.Impossible("not found"));
		recovery.advance();

		this.looks.remove().complete(false);

		assertThat(recovery.advance()).isTrue();
		assertThat(recovery.takeover().storedBefore()).isEqualTo(new StoredBefore(List.of(stream(ORDERS)), 20));
		assertThat(recovery.takeover().commit()).isEqualTo(new Commit(10, Totals.startingAt(10)));
	}

	@Test
	void recordsOfWhichNothingIsVisibleAreDoneAgainLikeAnyOthers() {
		IntentRecovery recovery = recovery(Unconfirmed.STOP, true, ORDERS);
		this.streams.answer(new FlushResult.Impossible("not found"));
		recovery.advance();

		this.looks.remove().complete(false);

		assertThat(recovery.advance()).isTrue();
		assertThat(recovery.takeover().storedBefore()).isEqualTo(StoredBefore.NOTHING);
	}

	@Test
	void tableThatDoesNotAnswerIsAskedAgain() {
		IntentRecovery recovery = recovery(Unconfirmed.STOP, true, ORDERS);
		this.streams.answer(new FlushResult.Impossible("not found"));
		recovery.advance();

		this.looks.remove().completeExceptionally(new CatalogException(Problem.OUTAGE, "away", null, null));
		assertThat(recovery.advance()).isFalse();
		this.now += Duration.ofSeconds(1).toNanos();
		recovery.advance();
		this.looks.remove().complete(true);

		assertThat(recovery.advance()).isTrue();
		assertThat(recovery.takeover().commit().offset()).isEqualTo(20);
	}

	@Test
	void withoutPositionsAPersonHasToDecide() {
		IntentRecovery recovery = recovery(Unconfirmed.STOP, false, ORDERS);

		this.streams.answer(new FlushResult.Impossible("not found"));

		assertThat(recovery.advance()).isTrue();
		assertThat(recovery.undecided()).contains("offset 10 to 19", "p.shop.orders", "write.unconfirmed=replay");
	}

	@ParameterizedTest
	@CsvSource({ "REPLAY, 10", "SKIP, 20" })
	void personHasDecidedBefore(Unconfirmed decision, long next) {
		IntentRecovery recovery = recovery(decision, false, ORDERS);

		this.streams.answer(new FlushResult.Impossible("not found"));

		assertThat(recovery.advance()).isTrue();
		assertThat(recovery.undecided()).isNull();
		assertThat(recovery.takeover().commit().offset()).isEqualTo(next);
	}

	private IntentRecovery recovery(Unconfirmed decision, boolean positions, TableName... tables) {
		Publishing held = this.streams.publishing(Duration.ofSeconds(1));
		StoredPositions.Columns columns = (positions) ? new StoredPositions.Columns(null, "p", "o") : null;
		Publishing publishing = new Publishing(true, this.streams, this::look, columns, decision, held.interval(),
				held.outages());
		List<TableStream> intended = List.of(tables).stream().map(IntentRecoveryTests::stream).toList();
		Commit commit = new Commit(20, Totals.startingAt(20), new Intent.Flush(10, intended));
		return new IntentRecovery(PARTITION, commit, new Intent.Flush(10, intended), publishing, () -> this.now);
	}

	private static TableStream stream(TableName table) {
		return new TableStream(table, new StreamPosition("s-" + table.table(), 5));
	}

	private CompletionStage<Boolean> look(TableName table, StoredPositions.Columns columns,
			StoredPositions.Range range) {
		assertThat(range).isEqualTo(new StoredPositions.Range("orders", 3, 10, 20));
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		this.looks.add(answer);
		return answer;
	}

}
