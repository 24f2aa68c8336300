package dev.sluice.end2end;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sluice.administration.PipelineState;
import dev.sluice.administration.control.OperationReport;
import dev.sluice.administration.control.PartitionReport;
import dev.sluice.administration.control.PipelineReport;
import dev.sluice.administration.control.PipelinesEndpoint;
import dev.sluice.administration.control.Wanted;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for decisions that the control topic has lost while instances know them.
 */
class LostControlIntegrationTests extends OnStage {

	@Test
	void pauseOutlivesTheTopicThatItWasWrittenTo() throws Exception {
		ConfigurableApplicationContext one = start(this.orders, this.orders);
		ConfigurableApplicationContext other = start(this.orders, this.orders);
		OperationReport paused = act(one, "pause");

		deleteTopic();
		topicHasAState();
		ConfigurableApplicationContext third = start(this.orders, this.orders);

		order(0, 30);
		Stage.eventually(() -> assertThat(report(third).lag()).isEqualTo(30));
		assertThat(report(third).state()).isEqualTo(PipelineState.PAUSED);
		assertThat(report(third).wanted().by()).isEqualTo(paused.wanted().by());
		assertThat(report(third).wanted().since()).isEqualTo(paused.wanted().since());
		assertThat(this.stage.rows(SHOP, this.orders)).isEmpty();
		OperationReport resumed = act(other, "resume");
		assertThat(resumed.confirmed()).isTrue();
		assertThat(resumed.instances()).hasSize(3)
			.extracting(OperationReport.Confirmation::outcome)
			.containsOnly("in effect");
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(30));
		assertThat(act(one, "flush").instances()).extracting(OperationReport.Confirmation::outcome)
			.containsExactly("flushed", "flushed", "flushed");
	}

	@Test
	void stopOutlivesTheRecordsOfTheTopic() throws Exception {
		this.stage.topic(this.stage.controlTopic(), 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "delete"));
		ConfigurableApplicationContext one = start(this.orders, this.orders);
		act(one, "stop");

		this.stage.admin()
			.deleteRecords(Map.of(new TopicPartition(this.stage.controlTopic(), 0), RecordsToDelete.beforeOffset(-1)))
			.all()
			.get(30, TimeUnit.SECONDS);
		topicHasAState();
		ConfigurableApplicationContext other = start(this.orders, this.orders);

		PipelineReport report = report(other);
		assertThat(report.wanted().wanted()).isEqualTo(Wanted.STOPPED);
		assertThat(report.partitions()).extracting(PartitionReport::instance).containsOnlyNulls();
		assertThat(report.findings()).anySatisfy((finding) -> assertThat(finding.reason())
			.contains("topic " + this.stage.controlTopic() + " has cleanup.policy=delete"));
	}

	private void deleteTopic() throws Exception {
		this.stage.admin().deleteTopics(List.of(this.stage.controlTopic())).all().get(30, TimeUnit.SECONDS);
	}

	private void topicHasAState() {
		Stage.eventually(() -> {
			assertThat(this.stage.admin().listTopics().names().get(30, TimeUnit.SECONDS))
				.contains(this.stage.controlTopic());
			assertThat(this.stage.records(this.stage.controlTopic()))
				.anySatisfy((record) -> assertThat(new String(record.key())).contains("\"state\""));
		});
	}

	private static PipelineReport report(ConfigurableApplicationContext instance) {
		return instance.getBean(PipelinesEndpoint.class).pipeline("orders", null);
	}

	private static OperationReport act(ConfigurableApplicationContext instance, String verb) {
		return instance.getBean(PipelinesEndpoint.class).act("orders", verb, null).getBody();
	}

}
