package dev.sluice.end2end;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a table that is slow, missing or forbidden costs another one, with more
 * records waiting for it than the memory holds.
 */
class TroubledTableIntegrationTests extends OnStage {

	private static final Duration TIME = Duration.ofMillis(2500);

	private static final String MEMORY = "--sluice.memory.in-flight=8MB";

	private static final String LOOK = "--sluice.retry.setup.initial=200ms";

	private static final String LOOK_LONGEST = "--sluice.retry.setup.longest=500ms";

	@BeforeEach
	void createGoodTable() {
		this.stage.table(SHOP, this.others, PLAIN);
	}

	@ParameterizedTest
	@EnumSource
	void costsAnotherTableOfItsPipelineNothingAndRecovers(Trouble trouble) {
		Runnable end = begin(trouble);
		ConfigurableApplicationContext instance = start(this.orders + "," + this.others, "{topic}",
				"create.table=never", MEMORY, LOOK, LOOK_LONGEST);

		this.stage.produce(this.orders, null, moreThanMemory());
		produceOneOther();
		Duration before = waited(instance);
		int produced = produceOthers();

		assertThat(others().rows()).hasSizeGreaterThanOrEqualTo(produced * 95 / 100);
		assertThat(waited(instance).minus(before)).isLessThan(TIME.dividedBy(20));

		end.run();

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void slowTableCostsTheTableOfAnotherPipelineNothing() {
		Runnable end = begin(Trouble.SLOW);
		start(this.others, this.others, MEMORY, "--sluice.pipelines.slow.topics=" + this.orders,
				"--sluice.pipelines.slow.table=" + SHOP + "." + this.orders);

		this.stage.produce(this.orders, null, moreThanMemory());
		produceOneOther();
		int produced = produceOthers();

		assertThat(others().rows()).hasSizeGreaterThanOrEqualTo(produced * 95 / 100);

		end.run();
	}

	/** How long the listener thread has waited for memory. */
	private static Duration waited(ConfigurableApplicationContext instance) {
		Timer timer = instance.getBean(MeterRegistry.class).get("sluice.step").tag("step", "wait").timer();
		return Duration.ofNanos((long) timer.totalTime(TimeUnit.NANOSECONDS));
	}

	private Runnable begin(Trouble trouble) {
		if (trouble == Trouble.MISSING) {
			return () -> this.stage.table(SHOP, this.orders, PLAIN);
		}
		this.stage.table(SHOP, this.orders, PLAIN);
		Fault fault = (trouble == Trouble.SLOW)
				? Fault.after("AppendRows", new Effect.Delay(Duration.ofSeconds(3), Duration.ZERO))
				: Fault.on("*", new Effect.Fail("PERMISSION_DENIED", "Permission denied on resource"));
		ScriptedFault begun = this.stage.emulator().faults().add(fault.of(this.orders));
		return () -> this.stage.emulator().faults().remove(begun);
	}

	private static List<String> moreThanMemory() {
		String note = "x".repeat(8_000);
		return IntStream.range(0, 1200).mapToObj((id) -> "{\"id\": " + id + ", \"note\": \"" + note + "\"}").toList();
	}

	private void produceOneOther() {
		this.stage.produce(this.others, Stage.record(0));
		Stage.eventually(() -> others().hasStoredEverything());
	}

	/** As many each tenth of a second, and then none for a moment. */
	private int produceOthers() {
		long end = System.nanoTime() + TIME.toNanos();
		int[] next = { 1 };
		Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(TIME.multipliedBy(4)).until(() -> {
			this.stage.produce(this.others, null, Stage.numbered(next[0], next[0] + 50));
			next[0] += 50;
			return System.nanoTime() >= end;
		});
		Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
		return next[0];
	}

	private enum Trouble {

		SLOW, MISSING, FORBIDDEN

	}

}
