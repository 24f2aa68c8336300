package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.sluice.emulator.call.Call;
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
import dev.sluice.warehouse.AppendResult.Unavailable;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.StreamPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StorageStreams}: how streams begin, become visible and end.
 */
class StorageStreamsIntegrationTests {

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

	@Test
	void aFinalizedStreamIsOfNoUse() {
		String stream = StorageWorld.upTo(append(ids(0, 3))).stream();
		this.world.finalizeStream(stream);

		assertThat(append(ids(3, 6))).isInstanceOf(LaneGone.class);
		assertThat(this.world.flush(new StreamPosition(stream, 3))).isInstanceOf(FlushResult.Impossible.class);
	}

	@Test
	void aStreamThatHasExpiredIsOfNoUse() {
		String stream = StorageWorld.upTo(append(ids(0, 3))).stream();
		this.world.emulator.clock().advance(Duration.ofDays(8));

		assertThat(append(ids(3, 6))).isInstanceOf(LaneGone.class);
		assertThat(this.world.flush(new StreamPosition(stream, 3))).isInstanceOf(FlushResult.Impossible.class);
	}

	@Test
	void aStreamIsCreatedOnceWithoutKeepingTheCallerWaiting() throws InterruptedException {
		ScriptedFault hold = this.world.emulator.faults().hold("CreateWriteStream", "*", 1, Moment.BEFORE);
		this.lane.append(ids(0, 3));
		CompletionStage<AppendResult> second = this.lane.append(ids(3, 6));
		assertThat(hold.awaitHeld(ANSWER_LIMIT)).isTrue();

		hold.release();

		assertThat(StorageWorld.upTo(StorageWorld.answer(second)).end()).isEqualTo(6);
		assertThat(this.world.emulator.calls().calls("CreateWriteStream")).hasSize(1);
	}

	@Test
	void aStreamThatCannotBeCreatedKeepsRowsWaiting() {
		this.world.emulator.faults()
			.add(Fault.on("CreateWriteStream", new Effect.Fail("INVALID_ARGUMENT", "by a fault"))
				.when(Trigger.first(1)));
		EncodedRows first = ids(0, 3);
		EncodedRows second = ids(3, 6);

		CompletionStage<AppendResult> refused = this.lane.append(first);
		CompletionStage<AppendResult> behind = this.lane.append(second);

		assertThat(StorageWorld.answer(refused)).isInstanceOf(Unavailable.class);
		assertThat(StorageWorld.answer(behind)).isInstanceOf(NotAttempted.class);
		assertThat(StorageWorld.upTo(append(first)).end()).isEqualTo(3);
		assertThat(StorageWorld.upTo(append(second)).end()).isEqualTo(6);
	}

	@Test
	void moreStreamsThanAllowedInAnHourAreRefusedWithTheTimeToWait() {
		try (StorageWorld small = new StorageWorld(ANSWER_LIMIT, 1).with(StorageWorld.ORDERS, PLAIN)) {
			Lane first = small.buffered().lane(StorageWorld.ORDERS);
			Lane second = small.buffered().lane(StorageWorld.ORDERS);
			EncodedRows rows = ids(0, 3);
			StorageWorld.answer(first.append(ids(0, 3)));

			AppendResult refused = StorageWorld.answer(second.append(rows));
			small.later(Duration.ofMinutes(61));

			assertThat(refused).isInstanceOfSatisfying(Unavailable.class, (unavailable) -> {
				assertThat(unavailable.cause()).isEqualTo(AppendResult.Cause.QUOTA);
				assertThat(unavailable.retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
			});
			assertThat(StorageWorld.upTo(StorageWorld.answer(second.append(rows))).end()).isEqualTo(3);
			first.close();
			second.close();
		}
	}

	@Test
	void flushingAgainChangesNothing() {
		StreamPosition first = StorageWorld.upTo(append(ids(0, 3)));
		StreamPosition second = StorageWorld.upTo(append(ids(3, 6)));

		assertThat(List.of(this.world.flush(second), this.world.flush(first), this.world.flush(second)))
			.containsOnly(new FlushResult.Flushed());
		this.world.emulator.behavior().set(Setting.REFLUSH_REFUSED, true);
		assertThat(this.world.flush(first)).isEqualTo(new FlushResult.Flushed());
		assertThat(this.world.ids()).hasSize(6);
	}

	@Test
	void flushingBeyondTheEndIsImpossibleIfItStaysSo() {
		StreamPosition end = StorageWorld.upTo(append(ids(0, 3)));
		StreamPosition beyond = new StreamPosition(end.stream(), 4);

		assertThat(this.world.flush(beyond)).isInstanceOf(FlushResult.Unavailable.class);
		this.world.later(Duration.ofSeconds(11));
		assertThat(this.world.flush(beyond)).isInstanceOf(FlushResult.Impossible.class);
		assertThat(this.world.flush(end)).isEqualTo(new FlushResult.Flushed());
	}

	@Test
	void aFlushIsAskedForOnce() {
		StreamPosition end = StorageWorld.upTo(append(ids(0, 3)));
		this.world.emulator.faults()
			.add(Fault.on("FlushRows", new Effect.Fail("UNAVAILABLE", "by a fault")).when(Trigger.first(1)));

		assertThat(this.world.flush(end)).isInstanceOf(FlushResult.Unavailable.class);
		assertThat(this.world.emulator.calls().calls("FlushRows")).extracting(Call::outcome)
			.containsExactly("UNAVAILABLE");
	}

}
