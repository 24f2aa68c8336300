package dev.sluice.end2end;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.pipeline.SlabMemory;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for instances that come and go, with requests in flight.
 */
class HandoverIntegrationTests extends OnStage {

	private ConfigurableApplicationContext startOne(String... properties) {
		return start(this.orders, this.orders, properties);
	}

	private static long memory(ConfigurableApplicationContext instance) {
		return instance.getBean(SlabMemory.class).used();
	}

	private ScriptedFault holdAllAppends() {
		return this.stage.emulator().faults().add(Fault.on("AppendRows", new Effect.Hold()).of(this.orders));
	}

	@Test
	void instanceThatComesAndGoesWhileRequestsAreInFlightCostsNothing() {
		this.stage.table(SHOP, this.orders, PLAIN);
		ConfigurableApplicationContext first = startOne("drain.rebalance=200ms");
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());
		ScriptedFault held = holdAllAppends();

		order(300, 600);
		Stage.until(() -> held.holding() > 0);
		int generation = this.stage.generation();
		ConfigurableApplicationContext second = startOne("drain.shutdown=200ms");
		SlabMemory memoryOfSecond = second.getBean(SlabMemory.class);
		Stage.until(() -> this.stage.generation() > generation && memoryOfSecond.used() > 0);

		assertThat(orders().hasCommittedNothingElse().committed().values()).containsOnly(100L);

		this.stage.stop(second);

		assertThat(orders().hasCommittedNothingElse().committed().values()).containsOnly(100L);

		this.stage.emulator().faults().remove(held);

		Stage.eventually(() -> orders().hasStoredEverything());
		Stage.eventually(() -> assertThat(memory(first)).isZero());
		assertThat(memoryOfSecond.used()).isZero();
	}

	@Test
	void twoInstancesThatAddTheSameColumnAtOnceBothLoadIt() {
		this.stage.table(SHOP, this.orders, PLAIN);
		startOne();
		startOne();
		Stage.until(() -> this.stage.members() == 2);
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());
		ScriptedFault both = this.stage.emulator()
			.faults()
			.add(Fault.on("tables.patch", new Effect.Hold()).of(this.orders).when(Trigger.first(2)));

		for (int partition = 0; partition < 3; partition++) {
			this.stage.produce(this.orders, partition, withColour(1000 * (partition + 1), 100));
		}
		Stage.until(() -> both.holding() == 2);
		both.release();

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(this.stage.rows(SHOP, this.orders)).filteredOn((row) -> (Long) row.get("id") >= 1000)
			.hasSize(300)
			.allSatisfy((row) -> assertThat(row).containsEntry("colour", "red"));
		assertThat(
				this.stage.emulator().catalog().table(new TableId(Stage.PROJECT, SHOP, this.orders)).schema().fields())
			.extracting(Field::name)
			.filteredOn("colour"::equals)
			.hasSize(1);
		assertThat(orders().doubled()).isEmpty();
	}

	private static List<String> withColour(int from, int count) {
		return Stage.numbered(from, from + count)
			.stream()
			.map((record) -> record.replace("}", ", \"colour\": \"red\"}"))
			.toList();
	}

	@Test
	void instanceThatStopsWaitsForItsRequestsAndLettersAndNothingIsDoubled() {
		this.stage.table(SHOP, this.orders, BY_DAY);
		ConfigurableApplicationContext first = startOne();
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());
		this.stage.emulator().behavior().set(Setting.ANSWER_DELAY, Duration.ofSeconds(1));

		order(300, 600);
		this.stage.produce(this.orders, 0, List.of("{\"id\": 600, \"day\": \"1900-01-01\"}"));
		this.stage.produce(this.orders, 1, List.of("{\"id\": 601, \"day\": \"none\"}"));
		Stage.until(() -> this.stage.rows(SHOP, this.orders).size() > 300);
		this.stage.stop(first);

		assertThat(orders().hasCommittedAllThatIsSettled().rows()).hasSizeGreaterThan(300);

		this.stage.emulator().behavior().set(Setting.ANSWER_DELAY, Duration.ZERO);
		startOne();

		Stage
			.eventually(() -> orders().hasStoredEverythingBut(Map.of(600L, "row-refused", 601L, "wrong-type"), Map.of())
				.hasCommittedAllThatIsSettled());
	}

	@Test
	void instanceThatStopsWhileNothingIsAnsweredStopsInTime() {
		this.stage.table(SHOP, this.orders, PLAIN);
		ConfigurableApplicationContext first = startOne("drain.shutdown=1s");
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());
		ScriptedFault held = holdAllAppends();

		order(300, 600);
		Stage.until(() -> held.holding() > 0);
		long began = System.nanoTime();
		this.stage.stop(first);

		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
		assertThat(orders().hasCommittedNothingElse().committed().values()).containsOnly(100L);

		this.stage.emulator().faults().remove(held);
		startOne();

		Stage.eventually(() -> orders().hasStoredEverything());
	}

}
