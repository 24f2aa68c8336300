package dev.sluice.end2end;

import java.util.List;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatusReader;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for runs that load files until they have caught up, and for instances that hand
 * over what they load.
 */
class FileLoadRunsIntegrationTests extends OnStage {

	private static final String[] FILES = { "write.mode=file-loads", "files.frequency=300ms", "files.poll=50ms" };

	private ConfigurableApplicationContext startOne(String topic, String... more) {
		return start(topic, topic, more(more));
	}

	private static String[] more(String... properties) {
		String[] all = new String[FILES.length + properties.length];
		System.arraycopy(FILES, 0, all, 0, FILES.length);
		System.arraycopy(properties, 0, all, FILES.length, properties.length);
		return all;
	}

	private void run(String topic, String... properties) {
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "--sluice.run=until-caught-up";
		assertThat(SpringApplication.exit(startOne(topic, all))).isZero();
	}

	@Test
	void everyRunReplacesTheRowsOfTheOneBefore() {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 300);
		run(this.orders, "write.disposition=truncate");
		assertThat(orders().hasStoredEverything().doubled()).isEmpty();

		order(300, 600);
		run(this.orders, "write.disposition=truncate");

		assertThat(this.stage.rows(SHOP, this.orders)).hasSize(300);
		assertThat(orders().since(300).hasStoredEverything().doubled()).isEmpty();
	}

	@Test
	void tableWithRowsIsNotLoadedWhenItHasToBeEmpty() {
		this.stage.table(SHOP, this.others, PLAIN);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		run(this.others, "write.disposition=empty");
		assertThat(others().hasStoredEverything().doubled()).isEmpty();

		PipelineIntake second = intake(startOne(this.others, "write.disposition=empty", "group-id=another"));

		Stage.eventually(() -> assertThat(second.hold().reason()).contains("write.disposition is empty"));
		assertThat(this.stage.rows(SHOP, this.others)).hasSize(10);
	}

	private static PipelineIntake intake(ConfigurableApplicationContext instance) {
		return instance.getBean(PipelineIntakes.class).all().iterator().next();
	}

	@Test
	void runEndsAlthoughATopicEndsInMarkersOfTransactions() {
		this.stage.table(SHOP, this.others, PLAIN);
		transaction(0, true);
		transaction(10, false);

		run(this.others);

		assertThat(this.stage.rows(SHOP, this.others)).hasSize(10);
		assertThat(this.stage.committedSum(this.others)).isEqualTo(22);
	}

	@Test
	void partitionsThatAreHandedOverWhileAJobLoadsThemAreStoredOnce() {
		this.stage.table(SHOP, this.orders, PLAIN);
		startOne(this.orders, "drain.rebalance=200ms");
		ScriptedFault held = this.stage.emulator().faults().hold("jobs.run", "*", 1, Moment.BEFORE);
		order(0, 300);
		Stage.until(() -> held.holding() > 0);

		startOne(this.orders);
		Stage.until(() -> this.stage.members() == 2);
		order(300, 600);
		held.release();

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void jobThatFailsIsAFindingWithItsIdUntilItsRowsAreLoaded() {
		this.stage.table(SHOP, this.others, PLAIN);
		ScriptedFault failing = this.stage.emulator()
			.faults()
			.add(Fault.on("jobs.run", new Effect.Fail("UNAVAILABLE", "no slots")));
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		ConfigurableApplicationContext instance = startOne(this.others);

		Stage.eventually(() -> assertThat(findings(instance)).anySatisfy((finding) -> {
			assertThat(finding.part()).isEqualTo("table test.shop." + this.others);
			assertThat(finding.state()).isEqualTo(PipelineState.BACKING_OFF);
			assertThat(finding.reason()).startsWith("load job sluice_orders_").endsWith("has failed: no slots");
		}));
		this.stage.emulator().faults().remove(failing);

		Stage.eventually(() -> others().hasStoredEverything());
		Stage.eventually(() -> assertThat(findings(instance)).isEmpty());
	}

	private static List<Finding> findings(ConfigurableApplicationContext instance) {
		return instance.getBean(PipelineStatusReader.class).read(intake(instance)).findings();
	}

}
