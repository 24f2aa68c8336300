package dev.sluice.end2end;

import java.util.List;

import dev.sluice.administration.PipelineState;
import dev.sluice.administration.control.InstanceReport;
import dev.sluice.administration.control.OperationReport;
import dev.sluice.administration.control.PartitionReport;
import dev.sluice.administration.control.PipelineReport;
import dev.sluice.administration.control.PipelinesEndpoint;
import dev.sluice.administration.control.Wanted;
import dev.sluice.administration.journal.JournalEndpoint;
import dev.sluice.administration.journal.JournalRecord;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.intake.InstanceName;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for verbs and status over several instances.
 */
class ControlIntegrationTests extends OnStage {

	@Test
	void pauseOnOneInstanceStopsAllAndOutlivesThem() {
		ConfigurableApplicationContext one = start(this.orders, this.orders);
		ConfigurableApplicationContext other = start(this.orders, this.orders);
		bothHavePartitions(one);

		OperationReport paused = act(one, "pause");

		assertThat(paused.confirmed()).isTrue();
		assertThat(paused.instances()).hasSize(2);
		assertThat(report(other).state()).isEqualTo(PipelineState.PAUSED);
		this.stage.stop(one);
		this.stage.stop(other);
		ConfigurableApplicationContext again = start(this.orders, this.orders);
		order(0, 30);
		Stage.eventually(() -> assertThat(report(again).lag()).isEqualTo(30));
		assertThat(report(again).state()).isEqualTo(PipelineState.PAUSED);
		assertThat(this.stage.rows(SHOP, this.orders)).isEmpty();
		act(again, "resume");
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(30));
	}

	@Test
	void secondPauseSaysWhoHasPausedAndSinceWhen() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders);
		OperationReport first = act(instance, "pause");

		OperationReport second = act(instance, "pause");

		assertThat(second.outcome())
			.isEqualTo("already paused by " + System.getProperty("user.name") + " since " + first.wanted().since());
		assertThat(second.generation()).isEqualTo(first.generation());
		assertThat(second.confirmed()).isTrue();
	}

	@Test
	void stoppedPipelineHasNoMembersUntilItIsStarted() {
		ConfigurableApplicationContext one = start(this.orders, this.orders);
		ConfigurableApplicationContext other = start(this.orders, this.orders);
		bothHavePartitions(one);

		OperationReport stopped = act(other, "stop");

		assertThat(stopped.confirmed()).isTrue();
		assertThat(this.stage.members()).isZero();
		PipelineReport report = report(one);
		assertThat(report.state()).isEqualTo(PipelineState.STOPPED);
		assertThat(report.unassigned()).hasSize(3);
		act(one, "start");
		bothHavePartitions(other);
	}

	@Test
	void restartAndFlushAreCarriedOutOnceByEachInstance() {
		ConfigurableApplicationContext one = start(this.orders, this.orders, "batch.age=10m", "batch.rows=100000");
		start(this.orders, this.orders, "batch.age=10m", "batch.rows=100000");
		bothHavePartitions(one);
		order(0, 30);
		Stage.eventually(() -> assertThat(report(one).partitions()).extracting(PartitionReport::inFlight)
			.containsExactly(10L, 10L, 10L));

		OperationReport flushed = act(one, "flush");

		assertThat(flushed.instances()).extracting(OperationReport.Confirmation::outcome)
			.containsExactly("flushed", "flushed");
		assertThat(this.stage.rows(SHOP, this.orders)).hasSize(30);
		OperationReport spared = one.getBean(PipelinesEndpoint.class).act("orders", "restart", true).getBody();
		assertThat(spared.instances()).extracting(OperationReport.Confirmation::outcome)
			.containsOnly("not restarted, it has not failed");
		int generation = this.stage.generation();
		OperationReport restarted = act(one, "restart");
		assertThat(restarted.instances()).extracting(OperationReport.Confirmation::outcome)
			.containsOnly("restarted, running");
		Stage.eventually(() -> assertThat(this.stage.generation()).isGreaterThan(generation));
		bothHavePartitions(one);
	}

	@Test
	void flushThatTakesTooLongIsNotConfirmed() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders,
				"--sluice.administration.control.flush-timeout=1s");
		ScriptedFault held = this.stage.emulator().faults().add(Fault.on("AppendRows", new Effect.Hold()));
		order(0, 30);
		Stage.eventually(() -> assertThat(report(instance).partitions()).extracting(PartitionReport::inFlight)
			.containsExactly(10L, 10L, 10L));

		WebEndpointResponse<OperationReport> response = instance.getBean(PipelinesEndpoint.class)
			.act("orders", "flush", null);

		assertThat(response.getStatus()).isEqualTo(202);
		OperationReport flushed = response.getBody();
		assertThat(flushed.outcome()).isEqualTo("flush failed on 1 of 1 instances");
		assertThat(flushed.confirmed()).isFalse();
		assertThat(flushed.instances()).extracting(OperationReport.Confirmation::outcome)
			.containsExactly("not flushed within 1 s, see the findings");
		held.release();
	}

	@Test
	void listenersThatCouldNotBeStartedAreStartedAgain() {
		RefusalOfOneConsumer.NEXT.set(true);

		start(this.orders, this.orders, "--sluice.administration.control.enabled=false",
				"--spring.kafka.consumer.properties.interceptor.classes=" + RefusalOfOneConsumer.class.getName());

		order(0, 30);
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(30));
		assertThat(RefusalOfOneConsumer.NEXT).isFalse();
	}

	@Test
	void assignorOfTheGroupDoesNotConcernTheControlTopic() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders,
				"--spring.kafka.consumer.properties.group.protocol=consumer",
				"--spring.kafka.consumer.properties.group.remote.assignor=uniform");

		assertThat(act(instance, "pause").confirmed()).isTrue();
		assertThat(report(instance).state()).isEqualTo(PipelineState.PAUSED);
	}

	@Test
	void statusNamesAnInstanceThatDoesNotAnswer() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders,
				"--spring.kafka.consumer.properties.session.timeout.ms=45000");
		LoaderProcess frozen = this.stage.startProcess(this.orders, SHOP + "." + this.orders,
				"--spring.kafka.consumer.properties.session.timeout.ms=45000");
		bothHavePartitions(instance);
		frozen.stop();

		PipelineReport report = report(instance);

		InstanceReport silent = report.instances().get(1);
		assertThat(silent.answers()).isFalse();
		assertThat(silent.member()).isTrue();
		assertThat(silent.heard()).isNotNull();
		assertThat(silent.lag()).isNull();
		assertThat(silent.partitions()).isNotEmpty();
		assertThat(report.unassigned()).isEmpty();
		assertThat(report.findings()).anySatisfy((finding) -> {
			assertThat(finding.part()).isEqualTo("instance " + silent.instance());
			assertThat(finding.reason()).startsWith("does not answer, last heard at " + silent.heard());
		});
		OperationReport paused = act(instance, "pause");
		assertThat(paused.confirmed()).isFalse();
		assertThat(paused.outcome()).isEqualTo("paused, but 1 of 2 instances have not confirmed it");
		frozen.goOn();
		Stage.eventually(() -> assertThat(act(instance, "pause").confirmed()).isTrue());
	}

	@Test
	void pipelineOfAnotherGroupIsNotSteered() {
		ConfigurableApplicationContext one = start(this.orders, this.orders);
		ConfigurableApplicationContext other = start(this.orders, this.others, "group-id=another-" + this.orders);

		act(one, "pause");

		assertThat(report(other).wanted().wanted()).isEqualTo(Wanted.RUNNING);
		assertThat(report(other).instances()).hasSize(1);
	}

	@Test
	void journalTellsOnAnyInstanceWhoDidWhat() {
		ConfigurableApplicationContext one = start(this.orders, this.orders);
		ConfigurableApplicationContext other = start(this.orders, this.orders);
		act(one, "pause");
		act(other, "resume");

		List<JournalRecord> entries = other.getBean(JournalEndpoint.class).journal(10, "orders").entries();

		assertThat(entries).extracting(JournalRecord::verb).containsExactly("resume", "pause");
		assertThat(entries).extracting(JournalRecord::instance)
			.containsExactly(other.getBean(InstanceName.class).value(), one.getBean(InstanceName.class).value());
		assertThat(entries.get(1).before()).containsEntry("state", "running");
		assertThat(entries.get(1).by()).isEqualTo(System.getProperty("user.name"));
		assertThat(other.getBean(JournalEndpoint.class).journal(10, "order").entries()).isEmpty();
	}

	private void bothHavePartitions(ConfigurableApplicationContext instance) {
		Stage.eventually(() -> {
			List<InstanceReport> instances = report(instance).instances();
			assertThat(instances).hasSize(2).allSatisfy((one) -> assertThat(one.partitions()).isNotEmpty());
		});
	}

	private static PipelineReport report(ConfigurableApplicationContext instance) {
		return instance.getBean(PipelinesEndpoint.class).pipeline("orders", null);
	}

	private static OperationReport act(ConfigurableApplicationContext instance, String verb) {
		return instance.getBean(PipelinesEndpoint.class).act("orders", verb, null).getBody();
	}

}
