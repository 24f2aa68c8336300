package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.LaneGone;
import dev.sluice.warehouse.AppendResult.NotAttempted;
import dev.sluice.warehouse.AppendResult.RowsRefused;
import dev.sluice.warehouse.AppendResult.Stored;
import dev.sluice.warehouse.AppendResult.TableGone;
import dev.sluice.warehouse.AppendResult.TooLarge;
import dev.sluice.warehouse.AppendResult.Unavailable;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.Lane;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BufferedLane}, with Google's own client and an emulator.
 */
class BufferedLaneIntegrationTests {

	private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

	private static final String PLAIN = "[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING'}]";

	private final StorageWorld world = new StorageWorld(ANSWER_LIMIT).with(StorageWorld.ORDERS, PLAIN);

	private final RowLayout layout = this.world.layout();

	private final Lane lane = this.world.buffered().lane(StorageWorld.ORDERS);

	@AfterEach
	void close() {
		this.world.emulator.faults().clear();
		this.lane.close();
		this.world.close();
	}

	private EncodedRows ids(int from, int to) {
		return StorageWorld.ids(this.layout, from, to - from);
	}

	private AppendResult append(EncodedRows rows) {
		return StorageWorld.answer(this.lane.append(rows));
	}

	/**
	 * Sends requests of three rows each, without waiting for answers.
	 */
	private List<CompletionStage<AppendResult>> send(List<EncodedRows> requests) {
		return requests.stream().map(this.lane::append).toList();
	}

	private List<AppendResult> answers(List<EncodedRows> requests) {
		return send(requests).stream().map(StorageWorld::answer).toList();
	}

	private List<EncodedRows> threes(int requests) {
		List<EncodedRows> threes = new ArrayList<>();
		for (int i = 0; i < requests; i++) {
			threes.add(ids(3 * i, 3 * i + 3));
		}
		return threes;
	}

	private static long end(AppendResult result) {
		return StorageWorld.upTo(result).end();
	}

	private void inject(String status, int nth) {
		this.world.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail(status, "by a fault")).when(Trigger.nth(nth)));
	}

	/** Everything in the stream is made visible: ids from 0, in order and each once. */
	private void assertHolds(AppendResult last, int ids) {
		assertThat(this.world.flush(StorageWorld.upTo(last))).isEqualTo(new FlushResult.Flushed());
		assertThat(this.world.ids()).containsExactlyElementsOf(LongStream.range(0, ids).boxed().toList());
	}

	@Test
	void rowsAreStoredOneBehindTheOtherAndInvisibleUntilTheyAreFlushed() {
		List<AppendResult> results = answers(threes(4));

		assertThat(results).extracting(BufferedLaneIntegrationTests::end).containsExactly(3L, 6L, 9L, 12L);
		assertThat(this.world.ids()).isEmpty();
		assertThat(this.world.flush(StorageWorld.upTo(results.get(1)))).isEqualTo(new FlushResult.Flushed());
		assertThat(this.world.ids()).hasSize(6);
		assertHolds(results.get(3), 12);
		assertThat(this.world.emulator.calls().calls("CreateWriteStream")).hasSize(1);
	}

	@Test
	void rowsWhoseAnswerWasLostAreStoredOnce() {
		append(ids(0, 3));
		this.world.emulator.faults().add(Fault.after("AppendRows", new Effect.Drop()).when(Trigger.nth(2)));

		List<AppendResult> results = answers(List.of(ids(3, 6), ids(6, 9), ids(9, 12)));

		assertThat(results).extracting(BufferedLaneIntegrationTests::end).containsExactly(6L, 9L, 12L);
		assertHolds(results.get(2), 12);
	}

	@Test
	void nothingBehindAFailureIsStoredAndTheSameRowsFollowAtTheSameOffsets() {
		List<EncodedRows> requests = threes(4);
		inject("UNAVAILABLE", 2);

		List<AppendResult> first = answers(requests);
		AppendResult alone = append(requests.get(1));
		List<AppendResult> rest = answers(requests.subList(2, 4));

		assertThat(first.get(0)).isInstanceOf(Stored.class);
		assertThat(first.get(1)).isInstanceOf(Unavailable.class);
		assertThat(first.subList(2, 4)).hasOnlyElementsOfType(NotAttempted.class);
		assertThat(end(alone)).isEqualTo(6);
		assertHolds(rest.get(1), 12);
	}

	@Test
	void whatIsSentBeforeTheFailureIsKnownIsNotAttempted() {
		List<EncodedRows> requests = threes(3);
		inject("UNAVAILABLE", 1);

		AppendResult failed = append(requests.get(0));
		AppendResult unaware = append(requests.get(1));
		AppendResult again = append(requests.get(0));
		List<AppendResult> rest = answers(requests.subList(1, 3));

		assertThat(failed).isInstanceOf(Unavailable.class);
		assertThat(unaware).isInstanceOf(NotAttempted.class);
		assertThat(end(again)).isEqualTo(3);
		assertHolds(rest.get(1), 9);
	}

	@Test
	void theStreamIsGivenUpWhenOtherRowsComeInPlaceOfThoseThatMayBeStored() {
		List<EncodedRows> requests = threes(2);
		inject("UNAVAILABLE", 1);

		answers(requests);
		AppendResult other = append(requests.get(1));

		assertThat(other).isInstanceOf(LaneGone.class);
		assertThat(append(requests.get(0))).isEqualTo(other);
	}

	@Test
	void rowsBehindRefusedOnesAreNumberedAnew() {
		this.world.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.RefuseRows(List.of(1), 1, "not today", 0)).when(Trigger.nth(2)));
		List<EncodedRows> requests = List.of(ids(0, 3), ids(3, 6), ids(5, 8), ids(8, 11));

		List<AppendResult> first = answers(requests);
		EncodedRows others = ids(3, 5);
		AppendResult unaware = append(others);
		AppendResult aware = append(others);
		List<AppendResult> rest = answers(requests.subList(2, 4));

		assertThat(first.get(1)).isInstanceOf(RowsRefused.class);
		assertThat(first.subList(2, 4)).hasOnlyElementsOfType(NotAttempted.class);
		assertThat(unaware).isInstanceOf(NotAttempted.class);
		assertThat(end(aware)).isEqualTo(5);
		assertHolds(rest.get(1), 11);
	}

	@Test
	void rowsThatMayBeStoredAndAreRefusedThenEndTheStreamIfOthersWereBehindThem() {
		List<EncodedRows> requests = threes(2);
		inject("UNAVAILABLE", 1);
		this.world.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.RefuseRows(List.of(1), 1, "not today", 0)).when(Trigger.nth(3)));

		answers(requests);

		assertThat(append(requests.get(0))).isInstanceOf(LaneGone.class);
	}

	@Test
	void aQuotaThatIsUsedUpLeavesTheOffsetFree() {
		List<EncodedRows> requests = threes(2);
		inject("RESOURCE_EXHAUSTED", 1);

		List<AppendResult> first = answers(requests);
		AppendResult other = append(requests.get(1));

		assertThat(first).hasOnlyElementsOfTypes(Unavailable.class, NotAttempted.class);
		assertThat(end(other)).isEqualTo(3);
	}

	@Test
	void rowsThatAreTooLargeStopWhatComesBehindThemUntilThatIsKnown() {
		byte[] megabytes = new byte[10 << 20];
		EncodedRows large = StorageWorld.rows(this.layout, (row) -> row.utf8(1, megabytes, 0, 10 << 20));
		EncodedRows behind = ids(0, 3);

		assertThat(append(large)).isEqualTo(new TooLarge());
		assertThat(append(behind)).isInstanceOf(NotAttempted.class);
		assertThat(end(append(behind))).isEqualTo(3);
	}

	@Test
	void anAppendThatIsNeverAnsweredIsSentAgainOverAnotherConnection() throws InterruptedException {
		EncodedRows rows = ids(3, 6);
		append(ids(0, 3));
		ScriptedFault hold = this.world.emulator.faults().hold("AppendRows", "orders", 1, Moment.AFTER);

		AppendResult unanswered = append(rows);
		AppendResult again = append(rows);

		assertThat(hold.awaitHeld(ANSWER_LIMIT)).isTrue();
		assertThat(unanswered).isInstanceOf(Unavailable.class);
		assertHolds(again, 6);
	}

	@Test
	void aNewerLayoutGoesOnInTheSameStream() {
		List<EncodedRows> old = threes(2);
		List<CompletionStage<AppendResult>> before = send(old);
		this.world.change(StorageWorld.ORDERS,
				"[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING'},{'name':'price','type':'FLOAT'}]");
		this.world.caughtUp();
		RowLayout wider = this.layout.evolve(this.world.layout().schema());

		AppendResult after = append(StorageWorld.rows(wider, (row) -> {
			row.int64(0, 6);
			row.float64(wider.field("price"), 1.5);
		}));
		AppendResult last = append(ids(7, 9));

		before.forEach((stage) -> assertThat(StorageWorld.answer(stage)).isInstanceOf(Stored.class));
		assertThat(end(after)).isEqualTo(7);
		assertHolds(last, 9);
		assertThat(this.world.emulator.calls().calls("CreateWriteStream")).hasSize(1);
	}

	@Test
	void explicitNullsGoOnInTheSameStream() {
		this.world.change(StorageWorld.ORDERS,
				"[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING','defaultValueExpression':\"'none'\"}]");
		this.world.caughtUp();
		RowLayout withDefault = this.layout.evolve(this.world.layout().schema());

		List<CompletionStage<AppendResult>> stages = send(
				List.of(StorageWorld.ids(withDefault, 0, 1), StorageWorld.rows(withDefault, (row) -> {
					row.int64(0, 1);
					row.nullValue(1);
				}), StorageWorld.ids(withDefault, 2, 1)));

		assertHolds(StorageWorld.answer(stages.get(2)), 3);
		assertThat(this.world.rows()).extracting((row) -> row.get("note")).containsExactly("none", null, "none");
	}

	@Test
	void aStreamWhoseEndIsUnsureAfterAReconnectionIsAskedAgain() {
		this.world.emulator.behavior().set(Setting.STALE_END, Duration.ofSeconds(5));
		append(ids(0, 3));
		this.world.emulator.clock().advance(Duration.ofMinutes(11));
		EncodedRows rows = ids(3, 6);

		AppendResult unsure = append(rows);
		this.world.emulator.clock().advance(Duration.ofSeconds(5));
		AppendResult sure = append(rows);

		assertThat(unsure).isInstanceOf(Unavailable.class);
		assertHolds(sure, 6);
	}

	@Test
	void aStreamThatStaysShorterThanItWasIsOfNoUse() {
		append(ids(0, 3));
		inject("OUT_OF_RANGE", 1);
		inject("OUT_OF_RANGE", 2);
		EncodedRows rows = ids(3, 6);

		assertThat(append(rows)).isInstanceOf(Unavailable.class);
		this.world.later(Duration.ofSeconds(11));
		assertThat(append(rows)).isInstanceOf(LaneGone.class);
	}

	@Test
	void aTableThatIsNotThereIsToldAndItsStreamCreatedLater() {
		this.world.emulator.catalog().deleteTable(StorageWorld.id(StorageWorld.ORDERS));
		this.world.caughtUp();
		EncodedRows rows = ids(0, 3);
		AppendResult gone = append(rows);
		this.world.with(StorageWorld.ORDERS, PLAIN);

		assertThat(gone).isInstanceOf(TableGone.class);
		assertHolds(append(rows), 3);
	}

	@Test
	void appendsInFlightAreAnsweredWhenTheLaneIsClosed() {
		this.world.emulator.behavior().set(Setting.ANSWER_DELAY, Duration.ofMillis(300));
		append(ids(0, 3));
		CompletionStage<AppendResult> inFlight = this.lane.append(ids(3, 6));
		Awaitility.await().until(() -> this.world.emulator.calls().calls("AppendRows").size() == 1);

		this.lane.close();

		assertThat(end(StorageWorld.answer(inFlight))).isEqualTo(6);
		assertThat(append(ids(6, 9))).isInstanceOf(Unavailable.class);
	}

}
