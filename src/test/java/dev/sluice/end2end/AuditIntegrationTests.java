package dev.sluice.end2end;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.QueryJobConfiguration;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.audit.AuditEndpoint;
import dev.sluice.administration.audit.AuditProgress;
import dev.sluice.administration.audit.AuditReport;
import dev.sluice.administration.audit.AuditRequest;
import dev.sluice.administration.audit.AuditStatus;
import dev.sluice.administration.audit.Auditor;
import dev.sluice.administration.audit.Counts;
import dev.sluice.administration.audit.NamedPositions;
import dev.sluice.administration.letters.DeadLettersEndpoint;
import dev.sluice.administration.letters.FailedInsertsEndpoint;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the proof of what became of every record.
 */
class AuditIntegrationTests extends OnStage {

	@Test
	void deletedRowIsMissingAndCopiedRowIsDoubled() throws Exception {
		ConfigurableApplicationContext instance = start(this.orders, this.orders);
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());

		sql(instance, "DELETE FROM shop.`%s` WHERE from_partition = 1 AND from_offset = 7", this.orders);
		sql(instance, "INSERT INTO shop.`%1$s` (id, from_partition, from_offset) SELECT id, from_partition, from_offset"
				+ " FROM shop.`%1$s` WHERE from_partition = 2 AND from_offset = 99", this.orders);
		AuditReport report = audit(instance);

		assertThat(positions(report.missing())).containsExactly(this.orders + "/1@7");
		assertThat(positions(report.doubled())).containsExactly(this.orders + "/2@99");
		assertThat(report.total()).isEqualTo(new Counts(300, 299, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0));
		assertThat(report.complete()).isFalse();
		assertThat(report.text()).contains("missing: 1\n  " + this.orders + "/1@7  would be loaded now");
		assertThat(audit(instance, this.orders + "/1@8", null).complete()).isTrue();
		assertThat(audit(instance, null, this.orders + "/1@7").complete()).isTrue();
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

		AuditReport report = audit(instance);

		assertThat(report.total()).isEqualTo(new Counts(22, 20, 1, 0, 1, 0, 0, 0, 12, 0, 0, 0));
		assertThat(report.complete()).isTrue();
	}

	@Test
	void failedInsertWaitsUntilItIsStored() {
		ConfigurableApplicationContext instance = start(this.others, this.others, "evolution.propagation-limit=100ms",
				"--sluice.repeater.interval=200ms", "--sluice.repeater.backoff=1h",
				"--sluice.retry.setup.initial=100ms", "--sluice.retry.setup.longest=500ms");
		this.stage.produce(this.others, Stage.record(1));
		Stage.eventually(() -> others().hasStoredEverything());
		this.stage.emulator().behavior().set(Setting.WRITE_PATH_LAG, Duration.ofHours(1));
		this.stage.produce(this.others, "{\"id\": 2, \"city\": \"York\"}");
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.others)).isEqualTo(2));

		assertThat(audit(instance).total()).isEqualTo(new Counts(2, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));

		this.stage.emulator().clock().advance(Duration.ofHours(2));
		Stage.eventually(() -> {
			instance.getBean(FailedInsertsEndpoint.class).act("orders", "repeat");
			assertThat(audit(instance).total()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "at-least-once", "exactly-once" })
	void replayedDeadLetterExcusesNoMissingRow(String guarantee) throws Exception {
		this.stage.table(SHOP, this.others, PLAIN);
		ConfigurableApplicationContext instance = start(this.others, this.others, "write.guarantee=" + guarantee,
				"on-unknown-field=dead-letter", "bad-rows.max-ratio=1");
		this.stage.produce(this.others, "{\"id\": 1, \"color\": \"red\"}", "{\"id\": ");
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.others)).isEqualTo(2));
		assertThat(audit(instance).total()).isEqualTo(new Counts(2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0));

		sql(instance, "ALTER TABLE shop.`%s` ADD COLUMN color STRING", this.others);
		instance.getBean(DeadLettersEndpoint.class).act("orders", "replay", true, null, null, false, null);

		Stage.eventually(
				() -> assertThat(audit(instance).total()).isEqualTo(new Counts(2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
		sql(instance, "DELETE FROM shop.`%s` WHERE from_offset = 0", this.others);
		assertThat(positions(audit(instance).missing())).containsExactly(this.others + "/0@0");
	}

	@Test
	void announcedRowsAreInFlightUntilTheyAreFlushed() throws Exception {
		this.stage.table(SHOP, this.others, PLAIN);
		ScriptedFault held = this.stage.emulator().faults().hold("FlushRows", this.others, 1, Moment.BEFORE);
		ConfigurableApplicationContext instance = start(this.others, this.others, "write.guarantee=exactly-once",
				"write.flush-interval=300ms");
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		assertThat(held.awaitHeld(Duration.ofMinutes(1))).isTrue();

		AuditReport report = audit(instance);

		assertThat(report.total()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10));
		assertThat(report.complete()).isTrue();
		held.release();
		eventuallyStored(instance, 10);
		sql(instance, "INSERT INTO shop.`%1$s` (id, from_partition, from_offset) SELECT id, from_partition, from_offset"
				+ " FROM shop.`%1$s` WHERE from_offset = 3", this.others);
		assertThat(audit(instance).complete()).as("doubled in spite of exactly-once").isFalse();
	}

	@Test
	void topicsWithEqualOffsetsAreToldApart() throws Exception {
		ConfigurableApplicationContext instance = start(this.orders + "," + this.others, "all",
				"columns.topic=from_topic");
		order(0, 30);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		eventuallyStored(instance, 40);

		sql(instance, "DELETE FROM shop.`all` WHERE from_topic = '%s' AND from_offset = 3", this.others);

		assertThat(positions(audit(instance).missing())).containsExactly(this.others + "/0@3");
	}

	@Test
	void tablesOfATemplateAreTakenTogether() throws Exception {
		ConfigurableApplicationContext instance = start(this.orders + "," + this.others, "{topic}");
		order(0, 30);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		eventuallyStored(instance, 40);

		sql(instance, "DELETE FROM shop.`%s` WHERE from_offset = 3", this.others);

		AuditReport report = audit(instance);
		assertThat(positions(report.missing())).containsExactly(this.others + "/0@3");
		assertThat(report.tables()).hasSize(2);
	}

	@Test
	void tablesThatRecordsDecideOnAreFoundByTheirNames() throws Exception {
		this.stage.table(SHOP, "of_nobody", "{'schema':{'fields':[{'name':'id','type':'INTEGER'}]}}");
		ConfigurableApplicationContext instance = start(this.others, "of_{field:kind}");
		this.stage.produce(this.others, 0, List.of("{\"id\": 1, \"kind\": \"a\"}", "{\"id\": 2, \"kind\": \"b\"}",
				"{\"id\": 3, \"kind\": \"a\"}"));
		eventuallyStored(instance, 3);

		sql(instance, "DELETE FROM shop.of_a WHERE id = 3", "");

		AuditReport report = audit(instance);
		assertThat(positions(report.missing())).containsExactly(this.others + "/0@2");
		assertThat(report.remarks()).singleElement().asString().contains("test.shop.of_nobody");
	}

	@Test
	void recordOfSeveralRowsNeedsAllOfThem() throws Exception {
		ConfigurableApplicationContext instance = start(this.others, this.others, "json.arrays=rows");
		this.stage.produce(this.others, 0,
				List.of("[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]", "{\"id\": 4}", "[]", "[{\"id\": 5}, {\"id\": 6}]"));
		eventuallyStored(instance, 3);
		assertThat(audit(instance).total()).isEqualTo(new Counts(4, 3, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0));

		sql(instance, "DELETE FROM shop.`%s` WHERE id = 2", this.others);

		assertThat(audit(instance).missing().named()).singleElement().satisfies((missing) -> {
			assertThat(missing.position()).isEqualTo(this.others + "/0@0");
			assertThat(missing.what()).contains("2 rows of 3");
		});
	}

	@Test
	void rowsThatComeFromNoRecordAreUnexpected() throws Exception {
		ConfigurableApplicationContext instance = start(this.others, this.others);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		Stage.eventually(() -> others().hasStoredEverything());

		sql(instance, "INSERT INTO shop.`%s` (id, from_partition, from_offset) VALUES (1, 0, 5000), (2, 7, 3),"
				+ " (3, NULL, NULL)", this.others);

		AuditReport report = audit(instance);
		assertThat(positions(report.unexpected())).containsExactly(this.others + "/0@5000", this.others + "/7@3");
		assertThat(report.remarks()).contains("1 rows do not tell which record they come from");
		assertThat(report.complete()).isFalse();
	}

	@Test
	void retentionLosesWhatWasNotReadAndExpiresTheRest() throws Exception {
		ConfigurableApplicationContext instance = start(this.others, this.others);
		this.stage.produce(this.others, 0, Stage.numbered(0, 100));
		Stage.eventually(() -> others().hasCommittedAllThatIsSettled().hasStoredEverything());
		deleteBefore(50);

		assertThat(audit(instance).total()).isEqualTo(new Counts(50, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
		assertThat(audit(instance, this.others + "/0@0", null).total())
			.isEqualTo(new Counts(50, 50, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0));

		this.stage.emulator()
			.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("UNAVAILABLE", "the connection is draining")));
		this.stage.produce(this.others, 0, Stage.numbered(100, 120));
		deleteBefore(110);
		AuditReport report = audit(instance);
		assertThat(report.total()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 10));
		assertThat(report.complete()).isFalse();
	}

	@Test
	void auditsWhileThePipelineLoadsFindNothing() {
		ConfigurableApplicationContext instance = start(this.orders, this.orders);
		order(0, 3);
		Stage.eventually(() -> orders().hasStoredEverything());

		for (int round = 1; round < 5; round++) {
			order(round * 3000, (round + 1) * 3000);
			assertThat(audit(instance).text()).contains("\ncomplete: every settled record is stored");
		}
	}

	@Test
	void instanceAuditsOnePipelineAtATimeUntilItIsCancelled() throws InterruptedException {
		ConfigurableApplicationContext instance = start(this.others, this.others);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		Stage.eventually(() -> others().hasStoredEverything());
		AuditEndpoint endpoint = instance.getBean(AuditEndpoint.class);
		ScriptedFault held = this.stage.emulator().faults().hold("tables.get", this.others, 1, Moment.BEFORE);

		endpoint.begin("orders", null, null, null, null);
		assertThat(held.awaitHeld(Duration.ofMinutes(1))).isTrue();
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> endpoint.begin("orders", null, null, null, null))
			.withMessage("an audit of pipeline orders is at work: wait for its end, or cancel it");
		endpoint.cancel("orders");
		held.release();

		Stage.eventually(() -> assertThat(endpoint.audit("orders")).extracting(AuditStatus::state)
			.isEqualTo(AuditStatus.State.CANCELLED));
		endpoint.begin("orders", null, null, null, null);
		Stage.eventually(() -> assertThat(endpoint.audit("orders")).extracting(AuditStatus::state)
			.isEqualTo(AuditStatus.State.DONE));
		assertThat(endpoint.audit("orders")).extracting(AuditStatus::report).satisfies((report) -> {
			assertThat(report).isNotNull();
			assertThat(report.complete()).isTrue();
		});
	}

	@Test
	void whatCannotBeProvenIsRefusedWithWhatToDo() {
		ConfigurableApplicationContext without = this.stage.start(this.others, SHOP + "." + this.others);
		assertRefused(without, null, "name columns for that by columns.partition and columns.offset");
		this.stage.stop(without);

		ConfigurableApplicationContext instance = start(this.others, this.others);
		assertRefused(instance, null, "there is no table test.shop." + this.others);
		this.stage.table(SHOP, this.others, "{'schema':{'fields':[{'name':'id','type':'INTEGER'}]}}");
		assertRefused(instance, null, "it has no column 'from_partition' of type INT64, no column 'from_offset'");
		assertRefused(instance, "none/0@1", "the pipeline does not read partition 0 of topic none");
		this.stage.stop(instance);

		ConfigurableApplicationContext both = start(this.orders + "," + this.others, this.others);
		assertRefused(both, null, "name a column for the topic by columns.topic");
		assertRefused(both, this.others + "/0@0", "name a column for the topic by columns.topic");
	}

	private static void assertRefused(ConfigurableApplicationContext instance, @Nullable String from, String why) {
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> audit(instance, from, null))
			.withMessageContaining(why);
	}

	private void deleteBefore(long offset) throws Exception {
		this.stage.admin()
			.deleteRecords(Map.of(new TopicPartition(this.others, 0), RecordsToDelete.beforeOffset(offset)))
			.all()
			.get();
	}

	private static void sql(ConfigurableApplicationContext instance, String sql, String name)
			throws InterruptedException {
		instance.getBean(BigQuery.class).query(QueryJobConfiguration.newBuilder(sql.formatted(name)).build());
	}

	/** As long as nothing is committed, an audit is refused. */
	private static void eventuallyStored(ConfigurableApplicationContext instance, long records) {
		Stage.eventually(() -> assertThatCode(() -> assertThat(audit(instance).total().stored()).isEqualTo(records))
			.doesNotThrowAnyException());
	}

	private static AuditReport audit(ConfigurableApplicationContext instance) {
		return audit(instance, null, null);
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
