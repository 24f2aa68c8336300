package dev.sluice.end2end;

import java.util.List;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.QueryJobConfiguration;
import dev.sluice.administration.audit.AuditProgress;
import dev.sluice.administration.audit.AuditReport;
import dev.sluice.administration.audit.AuditRequest;
import dev.sluice.administration.audit.Auditor;
import dev.sluice.administration.audit.Counts;
import dev.sluice.administration.audit.NamedPositions;
import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the proof of what became of every record.
 */
class AuditIntegrationTests extends OnStage {

	@Test
	void deletedRowIsMissingAndCopiedRowIsDoubled() throws Exception {
		ConfigurableApplicationContext instance = start(this.orders, this.orders);
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());

		sql(instance, "DELETE FROM shop.`%s` WHERE from_partition = 1 AND from_offset = 7");
		sql(instance, "INSERT INTO shop.`%1$s` (id, from_partition, from_offset) SELECT id, from_partition, from_offset"
				+ " FROM shop.`%1$s` WHERE from_partition = 2 AND from_offset = 99");
		AuditReport report = audit(instance, null, null);

		assertThat(positions(report.missing())).containsExactly(this.orders + "/1@7");
		assertThat(positions(report.doubled())).containsExactly(this.orders + "/2@99");
		assertThat(report.total()).isEqualTo(new Counts(300, 299, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0));
		assertThat(report.complete()).isFalse();
		assertThat(report.text()).contains("missing: 1\n  " + this.orders + "/1@7  would be loaded now");
	}

	@Test
	void recordsThatMakeNoRowAreAccountedFor() {
		ConfigurableApplicationContext instance = start(this.others, this.others);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		this.stage.produce(this.others, 0, List.of("{\"id\": "));
		KafkaBroker.produce(List.of(new ProducerRecord<>(this.others, 0, new byte[] { 1 }, null)));
		transaction(100, false);
		transaction(200, true);
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.others)).isEqualTo(34));

		AuditReport report = audit(instance, null, null);

		assertThat(report.total()).isEqualTo(new Counts(22, 20, 1, 0, 1, 0, 0, 0, 12, 0, 0, 0));
		assertThat(report.complete()).isTrue();
	}

	private void sql(ConfigurableApplicationContext instance, String sql) throws InterruptedException {
		instance.getBean(BigQuery.class).query(QueryJobConfiguration.newBuilder(sql.formatted(this.orders)).build());
	}

	private static AuditReport audit(ConfigurableApplicationContext instance, @Nullable String from,
			@Nullable String to) {
		return instance.getBean(Auditor.class)
			.audit(new AuditRequest("orders", from, to, AuditRequest.NAMED, false), new AuditProgress());
	}

	private static List<String> positions(NamedPositions positions) {
		return positions.named().stream().map(NamedPositions.Named::position).toList();
	}

}
