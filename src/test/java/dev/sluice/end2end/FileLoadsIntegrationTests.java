package dev.sluice.end2end;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rows that are loaded from files.
 */
class FileLoadsIntegrationTests extends OnStage {

	/** How many records are loaded by processes that are killed. */
	private static final int RECORDS = Integer.getInteger("sluice.test.records", 3_000);

	private static final String[] FILES = { "write.mode=file-loads", "files.frequency=300ms", "files.poll=50ms" };

	private static final String[] ONCE = { "--sluice.run=until-caught-up",
			"--spring.kafka.consumer.properties.group.instance.id=loader" };

	@Test
	void rowsOfFilesAreStoredOnceAndCommitted() {
		order(0, 300);
		start(this.orders, this.orders, FILES);

		Stage.eventually(() -> orders().hasStoredEverything());
		order(300, 600);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void rowsAreStoredOnceWhenJobsAreAcceptedWithoutAnAnswerOrFail() {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 300);
		this.stage.emulator().faults().add(new Fault("jobs.insert", "*", Moment.AFTER, Trigger.nth(2), unavailable()));
		this.stage.emulator().faults().add(new Fault("jobs.get", "*", Moment.BEFORE, Trigger.nth(1), unavailable()));
		this.stage.emulator().faults().add(new Fault("jobs.run", "*", Moment.BEFORE, Trigger.nth(1), unavailable()));
		start(this.orders, this.orders, FILES);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	private static Effect unavailable() {
		return new Effect.Fail("UNAVAILABLE", "try again");
	}

	@Test
	void rowThatAJobRefusesIsADeadLetterAndTheOthersAreStored() {
		this.stage.table(SHOP, this.others, PLAIN);
		this.stage.produce(this.others, Stage.numbered(0, 50).toArray(String[]::new));
		this.stage.emulator()
			.faults()
			.add(new Fault("jobs.run", "*", Moment.BEFORE, Trigger.nth(1),
					new Effect.Fail("INVALID_ARGUMENT", "JSON parsing error in row starting at position 0: no")));
		start(this.others, this.others, FILES);

		Stage.eventually(() -> others().hasStoredEverythingBut(Map.of(0L, "row-refused"), Map.of()));
		assertThat(others().doubled()).isEmpty();
	}

	@Test
	void recordsAreStoredOnceAlthoughTheProcessIsKilledThreeTimes() throws InterruptedException {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, RECORDS);

		killedAt("jobs.insert", 1, Moment.BEFORE);
		killedAt("jobs.insert", 2, Moment.AFTER);
		killedAt("jobs.run", 1, Moment.BEFORE);
		int exitCode = process().exitCode(Duration.ofMinutes(5));

		assertThat(exitCode).isZero();
		assertThat(orders().hasStoredEverything().doubled()).isEmpty();
	}

	private void killedAt(String operation, int n, Moment moment) throws InterruptedException {
		ScriptedFault held = this.stage.emulator().faults().hold(operation, "*", n, moment);
		LoaderProcess loader = process();
		assertThat(held.awaitHeld(Duration.ofMinutes(2))).isTrue();
		loader.kill();
		this.stage.emulator().faults().remove(held);
	}

	private LoaderProcess process() {
		List<String> properties = new ArrayList<>(Census.COLUMNS);
		properties.addAll(Arrays.asList(FILES));
		properties.addAll(Arrays.asList(ONCE));
		properties.add("files.rows=" + Math.max(100, RECORDS / 5));
		return this.stage.startProcess(this.orders, SHOP + "." + this.orders, properties.toArray(String[]::new));
	}

	@Test
	void runUntilCaughtUpEndsWhenRowsThatWaitForOthersAreLoaded() {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 300);

		ConfigurableApplicationContext run = start(this.orders, this.orders, "write.mode=file-loads", "files.poll=50ms",
				"--sluice.run=until-caught-up");

		assertThat(SpringApplication.exit(run)).isZero();
		assertThat(orders().hasStoredEverything().doubled()).isEmpty();
	}

}
