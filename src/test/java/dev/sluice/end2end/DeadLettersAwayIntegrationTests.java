package dev.sluice.end2end;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for dead-letter topics that do not take anything for a while.
 */
class DeadLettersAwayIntegrationTests extends OnStage {

	@Test
	void nothingIsCommittedPastALetterThatIsNotAcknowledged() throws Exception {
		this.stage.table(SHOP, this.others, PLAIN);
		start(this.others, this.others);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		Stage.eventually(() -> others().hasStoredEverything());
		lettersMayHave("10");

		this.stage.produce(this.others, 0, List.of("{\"note\": {}, \"id\": 10}"));
		this.stage.produce(this.others, 0, Stage.numbered(11, 20));

		Stage.eventually(() -> assertThat(others().rows()).hasSize(19));
		assertThat(others().hasCommittedNothingElse().committed()).containsEntry(0, 10L);
		assertThat(others().dead()).isEmpty();

		lettersMayHave("1000000");

		Stage.eventually(() -> others().hasStoredEverythingBut(Map.of(10L, "wrong-type"), Map.of()));
	}

	private void lettersMayHave(String bytes) throws Exception {
		AlterConfigOp change = new AlterConfigOp(new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes),
				AlterConfigOp.OpType.SET);
		this.stage.admin()
			.incrementalAlterConfigs(
					Map.of(new ConfigResource(ConfigResource.Type.TOPIC, this.others + "-dlt"), List.of(change)))
			.all()
			.get(30, TimeUnit.SECONDS);
	}

}
