package dev.sluice.end2end;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.pipeline.SlabMemory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for loads while BigQuery fails, has enough, or cannot be reached.
 */
class OutageIntegrationTests extends OnStage {

	private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(2);

	@BeforeEach
	void createTables() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.table(SHOP, this.others, PLAIN);
	}

	@Test
	void burstOfFailuresAndAConnectionLostAfterStoringLoseNothing() throws InterruptedException {
		this.stage.emulator()
			.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("UNAVAILABLE", "the connection is draining"))
				.when(new Trigger(2, 5, 1, 1, 0)));
		ScriptedFault lost = this.stage.emulator().faults().hold("AppendRows", this.orders, 9, Moment.AFTER);
		start(this.orders, this.orders, "batch.rows=50", "concurrency=2");

		order(0, 999);
		assertThat(lost.awaitHeld(Duration.ofSeconds(60))).isTrue();
		lost.drop();

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).hasSizeBetween(1, 4 * 50);
	}

	@Test
	void bigQueryThatCannotBeReachedAtAllIsWaitedFor() {
		start(this.orders, this.orders);
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());

		this.stage.withoutEmulator(this.bigQuery, () -> {
			order(300, 600);
			this.stage.produce(this.orders, 0, List.of("{\"id\": 600, \"new\": 1}"));
			Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
		});

		Stage.eventually(() -> orders().hasStoredEverything().hasCommittedAllThatIsSettled());
	}

	@Test
	void requestThatIsNeverAnsweredIsSentAgain() {
		ScriptedFault never = this.stage.emulator().faults().hold("AppendRows", this.orders, 2, Moment.AFTER);
		ConfigurableApplicationContext instance = start(this.orders, this.orders,
				"--sluice.storage-write.answer-limit=1s");

		order(0, 300);
		Stage.until(() -> this.stage.rows(SHOP, this.orders).size() == 300);
		order(300, 600);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(never.holding()).isOne();
		Stage.eventually(() -> assertThat(instance.getBean(SlabMemory.class).used()).isZero());
	}

	@Test
	void quotaStopOfOneTableLeavesTheGroupAloneAndLetsAnotherGoOn() {
		start(this.orders + "," + this.others, "{topic}", "--sluice.memory.in-flight=8MB",
				"--spring.kafka.consumer.properties.max.poll.interval.ms=" + MAX_POLL_INTERVAL.toMillis());
		produceOne();
		int generation = this.stage.generation();
		ScriptedFault quota = this.stage.emulator()
			.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("RESOURCE_EXHAUSTED", "Exceeds 'AppendRows throughput' quota"))
				.of(this.orders));

		this.stage.produce(this.orders, null, moreThanMemory());
		int produced = produceOthersFor(MAX_POLL_INTERVAL.multipliedBy(3).plusMillis(500));
		int stored = others().rows().size();

		assertThat(stored).isGreaterThanOrEqualTo(produced * 95 / 100);
		assertThat(orders().rows()).hasSize(1);
		assertThat(orders().hasCommittedNothingElse().committed().values()).containsOnly(1L);

		this.stage.emulator().faults().remove(quota);

		Stage.eventually(() -> orders().hasStoredEverything());
		Stage.eventually(() -> others().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
		assertThat(this.stage.generation()).isEqualTo(generation);
	}

	private void produceOne() {
		this.stage.produce(this.orders, Stage.record(0));
		this.stage.produce(this.others, Stage.record(0));
		Stage.eventually(() -> orders().hasStoredEverything());
		Stage.eventually(() -> others().hasStoredEverything());
	}

	private static List<String> moreThanMemory() {
		String note = "x".repeat(8_000);
		return IntStream.range(1, 901).mapToObj((id) -> "{\"id\": " + id + ", \"note\": \"" + note + "\"}").toList();
	}

	/** Twenty records each tenth of a second, and then none for a moment. */
	private int produceOthersFor(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		int[] next = { 1 };
		Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(time.multipliedBy(4)).until(() -> {
			this.stage.produce(this.others, null, Stage.numbered(next[0], next[0] + 20));
			next[0] += 20;
			return System.nanoTime() >= end;
		});
		return next[0];
	}

}
