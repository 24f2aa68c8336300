package dev.sluice.end2end;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rows that become visible exactly once.
 */
class ExactlyOnceIntegrationTests extends OnStage {

	private static final String EXACTLY_ONCE = "write.guarantee=exactly-once";

	private ConfigurableApplicationContext startOne(String... properties) {
		String[] all = new String[properties.length + 2];
		all[0] = EXACTLY_ONCE;
		all[1] = "write.flush-interval=300ms";
		System.arraycopy(properties, 0, all, 2, properties.length);
		return start(this.orders, this.orders, all);
	}

	private void eachIsStoredOnce() {
		Stage.eventually(() -> orders().hasStoredEverything());
		Stage.eventually(() -> orders().hasCommittedAllThatIsSettled());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void rowsAreVisibleOnceAndTheirOffsetsAreCommitted() {
		startOne();

		order(0, 600);

		eachIsStoredOnce();
	}

	@Test
	void metadataNamesTheStreamUntilThePartitionIsIdle() throws InterruptedException {
		this.stage.table(SHOP, this.orders, PLAIN);
		ScriptedFault held = this.stage.emulator().faults().hold("FlushRows", this.orders, 1, Moment.BEFORE);
		startOne();
		this.stage.produce(this.orders, 0, Stage.numbered(0, 10));

		assertThat(held.awaitHeld(Duration.ofMinutes(1))).isTrue();
		assertThat(this.stage.rows(SHOP, this.orders)).isEmpty();
		assertThat(metadata()).anyMatch((text) -> text.contains("flush from=0 ") && text.contains(this.orders + "/"));

		held.release();
		eachIsStoredOnce();
		Stage.eventually(() -> assertThat(metadata()).noneMatch((text) -> text.contains("flush")));
	}

	private List<String> metadata() {
		return this.stage.committed(this.orders).stream().map(OffsetAndMetadata::metadata).toList();
	}

	@Test
	void lostAnswersDoubleNothing() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator()
			.faults()
			.add(Fault.after("AppendRows", new Effect.Drop()).of(this.orders).when(Trigger.every(3)));
		this.stage.emulator()
			.faults()
			.add(Fault.after("FlushRows", new Effect.Drop()).of(this.orders).when(Trigger.every(2)));
		startOne("batch.rows=20");

		for (int batch = 0; batch < 10; batch++) {
			order(batch * 300, (batch + 1) * 300);
		}

		eachIsStoredOnce();
	}

	@Test
	void rowThatBigQueryRefusesIsDeadAndItsNeighboursAreStoredOnce() {
		this.stage.table(SHOP, this.orders, BY_DAY);
		startOne("batch.rows=10");

		this.stage.produce(this.orders, 0, Stage.numbered(0, 95));
		this.stage.produce(this.orders, 0, List.of("{\"id\": 95, \"day\": \"1200-01-01\"}"));
		this.stage.produce(this.orders, 0, Stage.numbered(96, 200));

		Stage.eventually(() -> orders().hasStoredEverythingBut(Map.of(95L, "row-refused"), Map.of()));
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void streamThatIsFinalizedByOthersIsReplacedAndNothingIsDoubled() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator()
			.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("INVALID_ARGUMENT", "Stream has been finalized", null, 400, 6))
				.of(this.orders)
				.when(new Trigger(0, 3, 4, 1, 0)));
		startOne("batch.rows=20");

		order(0, 1200);

		eachIsStoredOnce();
	}

	@Test
	void instanceThatComesAndGoesWhileRequestsAreInFlightDoublesNothing() {
		this.stage.table(SHOP, this.orders, PLAIN);
		startOne("batch.rows=50", "drain.rebalance=100ms");
		for (int round = 0; round < 6; round++) {
			order(round * 600, (round + 1) * 600);
			ConfigurableApplicationContext guest = startOne("batch.rows=50", "drain.rebalance=100ms",
					"drain.shutdown=100ms");
			order((round + 100) * 600, (round + 101) * 600);
			this.stage.stop(guest);
		}

		eachIsStoredOnce();
	}

	@Test
	void newColumnGoesOnInTheSameStream() {
		this.stage.table(SHOP, this.orders, PLAIN);
		startOne();
		order(0, 300);
		eachIsStoredOnce();

		this.stage.produce(this.orders, 0,
				List.of("{\"id\": 1000, \"colour\": \"red\"}", "{\"id\": 1001, \"colour\": \"blue\"}"));

		eachIsStoredOnce();
		assertThat(this.stage.columns(SHOP, this.orders)).contains("colour");
	}

	@Test
	void pipelineThatWasExactlyOnceAndIsNotAnyMoreFinishesWhatItIntended() {
		this.stage.table(SHOP, this.orders, PLAIN);
		ScriptedFault held = this.stage.emulator()
			.faults()
			.add(Fault.on("FlushRows", new Effect.Drop()).of(this.orders));
		ConfigurableApplicationContext before = startOne("drain.shutdown=100ms");
		order(0, 300);
		Stage.eventually(() -> assertThat(metadata()).allMatch((text) -> text.contains("flush")));
		this.stage.stop(before);
		assertThat(this.stage.rows(SHOP, this.orders)).isEmpty();

		this.stage.emulator().faults().remove(held);
		start(this.orders, this.orders);

		eachIsStoredOnce();
		Stage.eventually(() -> assertThat(metadata()).noneMatch((text) -> text.contains("flush")));
	}

	@Test
	void partitionWhoseLoadJobsAnotherModeHasBegunStandsStill() throws Exception {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 3);
		Intent.Load load = new Intent.Load(
				List.of(new Intent.TableJob(new TableName("test", SHOP, this.orders), "job", 1)));
		String metadata = Commit.read(0, null).with(load).metadata();
		this.stage.admin()
			.alterConsumerGroupOffsets("sluice-orders",
					Map.of(new TopicPartition(this.orders, 0), new OffsetAndMetadata(0, metadata)))
			.all()
			.get();

		startOne();

		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(2));
		assertThat(metadata()).contains(metadata);
	}

}
