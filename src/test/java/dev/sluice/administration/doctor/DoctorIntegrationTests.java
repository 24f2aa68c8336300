package dev.sluice.administration.doctor;

import java.util.List;

import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.fault.Setting;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the doctor's command against a broker with rules of access and the emulator.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoctorIntegrationTests {

	private static final String ORDERS = "--sluice.pipelines.orders.table=shop.orders";

	private static DoctorStage stage;

	@BeforeAll
	static void start() throws Exception {
		stage = new DoctorStage();
		stage.topic("orders", 2);
		stage.topic("locked", 1);
		stage.topic("numbers", 1);
		stage.topic("locked-dlt", 1);
		stage.allow(ResourceType.TOPIC, "locked", AclOperation.DESCRIBE);
		stage.allow(ResourceType.TOPIC, "locked-dlt", AclOperation.READ);
		stage.allow(ResourceType.GROUP, "sluice-barred", AclOperation.DESCRIBE);
		stage.allow(ResourceType.GROUP, "sluice-barred-replay-doctor", AclOperation.DESCRIBE);
		stage.send("orders", "{\"id\": 7, \"note\": \"rush\"}");
	}

	@AfterAll
	static void stop() {
		stage.close();
	}

	@AfterEach
	void reset() {
		stage.emulator().behavior().reset();
		stage.emulator().faults().clear();
	}

	@Test
	void everythingWellEndsWithZeroAndChangesNothing(CapturedOutput output) throws Exception {
		int status = stage.examine("--sluice.pipelines.orders.topics=orders",
				"--sluice.pipelines.orders.table=fresh.orders");

		assertThat(output.getOut()).contains("nothing keeps Sluice from starting", "topic orders ",
				"table test.fresh.orders", "1 would be stored", "{\"id\":7,\"note\":\"rush\"}");
		assertThat(status).isZero();
		assertThat(stage.emulator().catalog().findDataset(new DatasetId("test", "fresh"))).isEmpty();
		assertThat(stage.admin().listTopics().names().get()).doesNotContain("orders-dlt", "sluice-control");
		assertThat(stage.admin().listGroups().all().get()).isEmpty();
	}

	@Test
	void missingPermissionsOfTheAccountAreNamed(CapturedOutput output) {
		stage.table("shop", "orders");
		stage.emulator()
			.behavior()
			.set(Setting.DENIED_PERMISSIONS,
					"bigquery.tables.updateData,bigquery.tables.create,storage.objects.delete");

		int status = stage.examine("--sluice.pipelines.orders.topics=orders", ORDERS,
				"--sluice.pipelines.more.topics=orders", "--sluice.pipelines.more.table=shop.more",
				"--sluice.repeater.dead-end=gs://none/dead");

		assertThat(status).isOne();
		assertThat(output.getOut())
			.containsPattern("FAILED   table test.shop.orders +lacks bigquery.tables.updateData\n")
			.containsPattern("FAILED   table test.shop.more +lacks bigquery.tables.create\n")
			.contains("-> grant bigquery.tables.updateData to the account")
			.containsPattern("FAILED   bucket none +bucket none: .*not exist");
	}

	@Test
	void missingPermissionsOfKafkasUserAreNamed(CapturedOutput output) {
		int status = stage.examine("--sluice.pipelines.barred.topics=locked",
				"--sluice.pipelines.barred.table=shop.locked");

		assertThat(status).isOne();
		assertThat(output.getOut()).containsPattern("FAILED   topic locked +lacks the permission Read\n")
			.containsPattern("FAILED   topic locked-dlt +lacks the permission Write\n")
			.containsPattern("FAILED   group sluice-barred +lacks the permission Read\n")
			.contains("--operation Read --topic locked", "--operation Read --group sluice-barred\n",
					"--operation Read --group sluice-barred-replay- --resource-pattern-type prefixed");
	}

	@Test
	void wrongConfigurationIsToldWithAllTheRest(CapturedOutput output) {
		int status = stage.examine("--sluice.pipelines.orders.topics=orders", ORDERS,
				"--sluice.pipelines.broken.topics=orders", "--sluice.pipelines.orders.tabel=x",
				"--sluice.pipelines.orders.write.guarantee=exactly-once",
				"--sluice.pipelines.orders.write.mode=file-loads");

		assertThat(status).isOne();
		assertThat(output.getOut())
			.containsPattern("FAILED   sluice.pipelines.broken.table +A pipeline needs the table that its rows go to")
			.containsPattern("FAILED   sluice.pipelines.orders.write.guarantee +Only the Storage Write API has streams")
			.contains("Write sluice.pipelines.orders.table instead.")
			.containsPattern("ok       topic orders +2 partitions")
			.containsPattern("load jobs +1500 left of 1500");
	}

	@Test
	void secretsAreNeverShown(CapturedOutput output) {
		String jaas = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"hush1\";";

		stage.examine("--verbose", "--sluice.pipelines.orders.topics=orders", ORDERS,
				"--sluice.administration.users.ada.password=hush2", "--sluice.iglu.repositories[0].name=own",
				"--sluice.iglu.repositories[0].uri=http://u:hush3@localhost:1/",
				"--spring.kafka.properties.sasl.jaas.config=" + jaas,
				"--spring.cloud.gcp.credentials.encoded-key=hush4",
				"--sluice.pipelines.orders.schema=[{\"token\": \"hush5\"}]");

		assertThat(output.getAll()).doesNotContain("hush")
			.contains("spring.kafka.properties.sasl.jaas.config = ******  (command line)",
					"sluice.administration.users.ada.password = ******", "http://******@localhost:1/");
	}

	@Test
	void brokerThatIsAwayKeepsNothingElseFromBeingTold(CapturedOutput output) {
		stage.table("shop", "orders");

		int status = stage.examineWithoutBroker("--sluice.pipelines.orders.topics=orders", ORDERS);

		assertThat(status).isOne();
		assertThat(output.getOut()).containsPattern("FAILED   cluster +Kafka does not answer")
			.containsPattern("skipped  topics of orders +Kafka does not answer")
			.containsPattern("ok       table test.shop.orders +is there")
			.containsPattern("skipped  samples ");
	}

	@Test
	void deadRegistryIsNamed(CapturedOutput output) {
		int status = stage.examine("--samples=0", "--sluice.pipelines.orders.topics=orders", ORDERS,
				"--sluice.pipelines.orders.format=snowplow", "--sluice.iglu.repositories[0].name=own",
				"--sluice.iglu.repositories[0].uri=http://localhost:1");

		assertThat(status).isOne();
		assertThat(output.getOut()).containsPattern("FAILED   repository own +does not answer")
			.containsPattern("ok       repository Iglu Client Embedded");
	}

	@Test
	void jsonIsForPrograms(CapturedOutput output) {
		stage.send("numbers", "[1]", "{\"id\": 1}");

		int status = stage.examine("--format=json", "--sluice.pipelines.numbers.topics=numbers",
				"--sluice.pipelines.numbers.table=shop.numbers");

		String text = output.getOut();
		JsonNode report = JsonMapper.shared().readTree(text.substring(text.indexOf("{\n"), text.lastIndexOf('}') + 1));
		assertThat(status).isZero();
		assertThat(report.path("verdict").asString()).isEqualTo("WARNING");
		assertThat(
				report.path("checks").valueStream().filter((check) -> "samples".equals(check.path("group").asString())))
			.singleElement()
			.satisfies((check) -> assertThat(check.path("found").asString())
				.isEqualTo("1 would be stored, 1 would be dead"));
	}

	@Test
	void wrongUseEndsWithTwo(CapturedOutput output) {
		assertThat(List.of(stage.examine("--samples=many"), stage.examine("--format=xml"),
				stage.examine("--pipeline=none")))
			.containsOnly(2);
		assertThat(output.getErr()).contains("--samples is a number", "--format is text or json",
				"there is no pipeline 'none'");
	}

}
