package dev.sluice.end2end;

import java.util.Set;

import dev.sluice.administration.PipelineState;
import dev.sluice.administration.control.InstanceReport;
import dev.sluice.administration.control.OperationReport;
import dev.sluice.administration.control.PartitionReport;
import dev.sluice.administration.control.PipelineReport;
import dev.sluice.administration.control.PipelinesEndpoint;
import dev.sluice.intake.InstanceName;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for verbs where pipelines store in other ways, and where instances are left to
 * themselves.
 */
class VerbsIntegrationTests extends OnStage {

	private static final String ALONE = "--sluice.administration.control.enabled=false";

	@Test
	void flushLoadsFilesWhoseTimeHasNotCome() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders, "write.mode=file-loads",
				"files.frequency=10m", "files.poll=50ms");

		flushesWhatWasRead(instance);
	}

	@Test
	void flushMakesRowsVisibleWhoseTimeHasNotCome() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders, "write.guarantee=exactly-once",
				"write.flush-interval=10m");

		flushesWhatWasRead(instance);
	}

	private void flushesWhatWasRead(ConfigurableApplicationContext instance) {
		order(0, 30);
		Stage.eventually(() -> assertThat(report(instance).partitions()).extracting(PartitionReport::inFlight)
			.containsExactly(10L, 10L, 10L));
		assertThat(this.stage.rows(SHOP, this.orders)).isEmpty();

		OperationReport flushed = act(instance, "flush");

		assertThat(flushed.outcome()).isEqualTo("flush is done");
		assertThat(flushed.confirmed()).isTrue();
		orders().hasStoredEverything();
		assertThat(this.stage.committedSum(this.orders)).isEqualTo(30);
	}

	@Test
	void flushOfAPausedPipelineStoresWhatItHad() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders, "batch.age=10m", "batch.rows=100000");
		order(0, 30);
		Stage.eventually(() -> assertThat(report(instance).partitions()).extracting(PartitionReport::inFlight)
			.containsExactly(10L, 10L, 10L));
		act(instance, "pause");

		OperationReport flushed = act(instance, "flush");

		assertThat(flushed.confirmed()).isTrue();
		orders().hasStoredEverything();
	}

	@Test
	void instanceThatIsLeftToItselfIsToldAloneAndSaysSo() throws Exception {
		ConfigurableApplicationContext one = start(this.orders, this.orders, ALONE);
		ConfigurableApplicationContext other = start(this.orders, this.orders, ALONE);
		Stage.until(() -> !report(one).partitions().isEmpty() && !report(other).partitions().isEmpty());

		OperationReport paused = act(one, "pause");

		assertThat(paused.outcome()).isEqualTo("paused; on this instance alone and until it ends, "
				+ "since sluice.administration.control.enabled is false");
		assertThat(paused.confirmed()).isTrue();
		assertThat(paused.instances()).extracting(OperationReport.Confirmation::instance)
			.containsExactly(one.getBean(InstanceName.class).value());
		assertThat(act(one, "pause").outcome()).startsWith("already paused by ").endsWith(".enabled is false");
		assertThat(report(one).state()).isEqualTo(PipelineState.PAUSED);
		assertThat(report(one).instances()).extracting(InstanceReport::instance)
			.containsExactly(one.getBean(InstanceName.class).value());
		assertThat(report(other).state()).isEqualTo(PipelineState.RUNNING);
		assertThat(act(one, "flush").confirmed()).isTrue();
		assertThat(act(one, "restart").outcome()).startsWith("restart is done; on this instance alone");
		assertThat(report(one).state()).isEqualTo(PipelineState.PAUSED);
		this.stage.stop(one);
		assertThat(report(start(this.orders, this.orders, ALONE)).wanted().by()).isNull();
		Set<String> topics = this.stage.admin().listTopics().names().get();
		assertThat(topics).doesNotContain(this.stage.controlTopic());
	}

	private static PipelineReport report(ConfigurableApplicationContext instance) {
		return instance.getBean(PipelinesEndpoint.class).pipeline("orders", null);
	}

	private static OperationReport act(ConfigurableApplicationContext instance, String verb) {
		return instance.getBean(PipelinesEndpoint.class).act("orders", verb, null).getBody();
	}

}
