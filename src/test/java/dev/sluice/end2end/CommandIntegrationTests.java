package dev.sluice.end2end;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.administration.command.CommandLauncher;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.fixtures.KafkaBroker;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CommandIntegrationTests {

	private static final TableId EVENTS = new TableId(Stage.PROJECT, "shop", "events");

	private final Emulator emulator = Emulator.start();

	private final String journal = KafkaBroker.newName("journal");

	@TempDir
	Path registry;

	@BeforeEach
	void registryHasASchema() throws IOException {
		Path schema = this.registry.resolve("schemas/com.acme/click/jsonschema/1-0-0");
		Files.createDirectories(schema.getParent());
		Files.writeString(schema, """
				{"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
				"self": {"vendor": "com.acme", "name": "click", "format": "jsonschema", "version": "1-0-0"},
				"type": "object", "properties": {"product": {"type": "string"}}}
				""");
	}

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@Test
	void createMakesTheTableOnceAsItIsWanted(CapturedOutput output) {
		assertThat(run("create", "--pipeline=events", "--partitionColumn", "derived_tstamp", "--partitioningType=day",
				"--requirePartitionFilter", "--clustering=app_id,event_name"))
			.isZero();

		assertThat(output.getOut()).contains("table test.shop.events has been created");
		TableDefinition created = this.emulator.catalog().findTable(EVENTS).orElseThrow().definition();
		assertThat(created.timePartitioning())
			.hasValueSatisfying((partitioning) -> assertThat(partitioning.field()).isEqualTo("derived_tstamp"));
		assertThat(created.clustering()).containsExactly("app_id", "event_name");
		assertThat(columns()).hasSize(129).contains("load_tstamp");
		assertThat(run("create")).as("of the only pipeline").isZero();
		assertThat(output.getOut()).contains("table test.shop.events is there already");
		assertThat(journal()).first(InstanceOfAssertFactories.STRING)
			.contains("\"verb\":\"create\"", "\"by\":\"" + System.getProperty("user.name"), "derived_tstamp",
					"has been created");
	}

	@Test
	void commandsWorkWithoutKafkaAndSayThatTheJournalAndTheHistoryLackThem(CapturedOutput output) {
		assertThat(run("create", "--pipeline=events", "--spring.kafka.bootstrap-servers=localhost:1")).isZero();

		assertThat(this.emulator.catalog().findTable(EVENTS)).isPresent();
		assertThat(output.getOut()).contains("operation is not in the journal",
				"changes of a table are missing in its history");
	}

	@Test
	void createRefusesWhatCannotBe(CapturedOutput output) {
		assertThat(run("create", "--pipeline=events", "--partitionColumn=nothing")).isEqualTo(2);
		assertThat(run("create", "--pipeline=events", "--partitionColumn=app_id")).isEqualTo(2);
		assertThat(run("create", "--pipeline=events", "--partitioningType=hour")).isEqualTo(2);
		assertThat(run("create", "--pipeline=others")).isEqualTo(2);
		assertThat(run("destroy")).isEqualTo(2);

		assertThat(output.getErr()).contains("Field does not exist", "The column's type isn't TIMESTAMP",
				"Partitioning type needs to be one of the following: [day]", "there is no pipeline 'others'",
				"there is no command 'destroy'");
		assertThat(this.emulator.catalog().findTable(EVENTS)).isEmpty();
	}

	@Test
	void addColumnAddsTheColumnOfATypeOnce(CapturedOutput output) {
		assertThat(addColumn("iglu:com.acme/click/jsonschema/1-0-0", "CONTEXTS")).isOne();
		assertThat(output.getErr()).contains("does not exist. Use 'create'");
		run("create", "--pipeline=events");

		assertThat(addColumn("iglu:com.acme/click/jsonschema/1-0-0", "CONTEXTS")).isZero();

		assertThat(columns()).contains("contexts_com_acme_click_1");
		assertThat(output.getOut()).contains("Added contexts_com_acme_click_1");
		assertThat(history()).anyMatch((entry) -> entry.contains("\"kind\":\"CREATED\""))
			.anyMatch((entry) -> entry.contains("\"path\":\"contexts_com_acme_click_1\"")
					&& entry.contains("\"person\":\"" + System.getProperty("user.name")));
		assertThat(addColumn("iglu:com.acme/click/jsonschema/1-0-0", "CONTEXTS")).isZero();
		assertThat(addColumn("iglu:com.acme/none/jsonschema/1-0-0", "CONTEXTS")).isOne();
		assertThat(addColumn("com.acme/click", "CONTEXTS")).isEqualTo(2);
		assertThat(addColumn("iglu:com.acme/click/jsonschema/1-0-0", "contexts")).isEqualTo(2);
		assertThat(output.getErr()).contains("com.acme/click is not a valid Iglu URI, INVALID_IGLUURI",
				"[contexts] is not a valid shred property; valid are: CONTEXTS, DERIVED_CONTEXTS, UNSTRUCT_EVENT");
	}

	private List<String> journal() {
		return KafkaBroker.read(this.journal)
			.stream()
			.map((entry) -> new String(entry.value(), StandardCharsets.UTF_8))
			.toList();
	}

	private List<String> history() {
		return KafkaBroker.read("sluice-schema-history")
			.stream()
			.map((entry) -> new String(entry.value(), StandardCharsets.UTF_8))
			.filter((entry) -> entry.contains("\"table\":\"test.shop.events\""))
			.toList();
	}

	private int addColumn(String schema, String property) {
		return run("add-column", "--pipeline=events", "--schema=" + schema, "--shred-property=" + property);
	}

	private List<String> columns() {
		return this.emulator.catalog()
			.findTable(EVENTS)
			.orElseThrow()
			.schema()
			.fields()
			.stream()
			.map((field) -> field.name())
			.toList();
	}

	private int run(String... command) {
		List<String> arguments = new ArrayList<>(List.of(command));
		if (arguments.stream().noneMatch((argument) -> argument.startsWith("--spring.kafka"))) {
			arguments.add("--spring.kafka.bootstrap-servers=" + KafkaBroker.bootstrapServers());
		}
		arguments
			.addAll(List.of("--spring.profiles.active=test", "--sluice.administration.journal.topic=" + this.journal,
					"--spring.cloud.gcp.project-id=" + Stage.PROJECT,
					"--sluice.warehouse.rest-url=" + this.emulator.restHost(),
					"--sluice.warehouse.grpc-target=localhost:" + this.emulator.grpcPort(),
					"--sluice.pipelines.events.topics=enriched", "--sluice.pipelines.events.format=snowplow",
					"--sluice.pipelines.events.table=shop.events", "--sluice.pipelines.events.create.location=US",
					"--sluice.iglu.repositories[0].name=own",
					"--sluice.iglu.repositories[0].uri=" + this.registry.toUri()));
		return CommandLauncher.run(new SpringApplication(), arguments.toArray(String[]::new));
	}

}
