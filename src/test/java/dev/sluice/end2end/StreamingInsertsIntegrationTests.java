package dev.sluice.end2end;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for loads by streaming inserts.
 */
class StreamingInsertsIntegrationTests extends OnStage {

	private static final String CALL = "tabledata.insertAll";

	private static final String MODE = "write.mode=streaming-inserts";

	private void produce(int from, int to, LongFunction<String> record) {
		this.stage.produce(this.orders, 0, LongStream.range(from, to).mapToObj(record).toList());
	}

	@Test
	void tableAndColumnThatAreMadeWhileLoadingAreWaitedFor() {
		start(this.orders, this.orders, MODE);
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());

		produce(300, 400, (id) -> (id % 2 == 0) ? "{\"new\": true, \"id\": " + id + "}" : Stage.record(id));

		Stage.eventually(() -> orders().hasStoredEverything().hasCommittedAllThatIsSettled());
		assertThat(this.stage.rows(SHOP, this.orders)).filteredOn((row) -> Boolean.TRUE.equals(row.get("new")))
			.hasSize(50);
		assertThat(this.stage.emulator().calls().calls("AppendRows")).isEmpty();
	}

	@Test
	void rowsThatBigQueryRefusesAreDeadLettersAndTheirNeighboursAreStored() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator()
			.faults()
			.add(Fault.on(CALL, new Effect.RefuseRows(List.of(0, 2), 0, "not today", 0)).when(Trigger.nth(1)));
		produce(0, 300, Stage::record);

		start(this.orders, this.orders, MODE);

		Stage.eventually(() -> orders().hasStoredEverythingBut(ids(orders(), orders().dead()), Map.of()));
		assertThat(orders().dead()).hasSize(2).containsValue("row-refused");
	}

	@Test
	void outageLosesNothingAndLostAnswersAreRecognisedByTheirInsertIds() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator()
			.faults()
			.add(Fault.on(CALL, new Effect.Fail("UNAVAILABLE", "backend error", "backendError", 503, 0))
				.when(new Trigger(2, 3, 1, 1, 0)));
		this.stage.emulator()
			.faults()
			.add(Fault.on(CALL, new Effect.Fail("RESOURCE_EXHAUSTED", "quota exceeded", "quotaExceeded", 403, 0))
				.when(new Trigger(7, 2, 1, 1, 0)));
		this.stage.emulator().faults().add(Fault.after(CALL, new Effect.Drop()).when(new Trigger(10, 3, 1, 1, 0)));
		start(this.orders, this.orders, MODE, "batch.rows=50", "concurrency=2");

		order(0, 999);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void columnThatIsSeenByFewerAndFewerCallsDelaysItsRowsOnly() {
		staggered(Duration.ofSeconds(3));
		start(this.orders, this.orders, MODE, "batch.rows=10");

		produce(0, 300, StreamingInsertsIntegrationTests::everyThirdIsNew);

		Stage.eventually(() -> orders().hasStoredEverything());
	}

	@Test
	void rowsThatBigQueryDoesNotTakeForNowAreFailedInsertsWithoutRetry() {
		staggered(Duration.ofMinutes(9));
		start(this.orders, this.orders, MODE, "batch.rows=10", "write.retry=false");

		produce(0, 300, StreamingInsertsIntegrationTests::everyThirdIsNew);

		Stage.eventually(() -> orders().hasCommittedAllThatIsSettled()
			.hasStoredEverythingBut(Map.of(), ids(orders(), orders().waiting())));
		assertThat(ids(orders(), orders().waiting())).isNotEmpty()
			.allSatisfy((id, cause) -> assertThat(id % 3 + cause).isEqualTo("0no such field: new."));
	}

	/** Calls differ in what they see of the table's changes for a while. */
	private void staggered(Duration spread) {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator().clock().advance(Duration.ofMinutes(10));
		this.stage.emulator().behavior().set(Setting.STALE_SPREAD, spread);
	}

	private static String everyThirdIsNew(long id) {
		return (id % 3 == 0) ? "{\"new\": true, \"id\": " + id + "}" : Stage.record(id);
	}

	private static Map<Long, String> ids(Census census, Map<Census.Position, String> letters) {
		Map<Long, String> ids = new HashMap<>();
		letters.forEach((position, text) -> ids.put(census.records().get(position), text));
		return ids;
	}

}
