package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class StartupChecksTests {

	private static final String[] ORDERS = { "--sluice.pipelines.orders.topics=orders",
			"--sluice.pipelines.orders.table=shop.orders" };

	@Test
	void completeConfigurationStarts() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.isActive()).isTrue();
		}
	}

	@Test
	void refusalNamesPropertyValueOriginAndWhatToWrite(CapturedOutput output) {
		refused("--sluice.pipelines.orders.batch.in-flight=0");

		assertThat(output).contains("Property: sluice.pipelines.orders.batch.in-flight")
			.contains("Value: \"0\"")
			.contains("Origin: \"sluice.pipelines.orders.batch.in-flight\" from property source \"commandLineArgs\"")
			.contains("Reason: Must be at least 1.")
			.contains("Write for sluice.pipelines.orders.batch.in-flight: requests in flight per connection.")
			.contains("Without the property it is 4.");
	}

	@Test
	void missingTableIsNamed(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--sluice.pipelines.orders.topics=orders"));

		assertThat(output).contains("Property: sluice.pipelines.orders.table")
			.contains("A pipeline needs the table that its rows go to");
	}

	@Test
	void patternThatMatchesATopicOfSluicesOwnIsRefused(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--sluice.pipelines.all.topic-pattern=acme-.*",
				"--sluice.pipelines.all.table=shop.{topic}", "--sluice.administration.control.topic=acme-control"));

		assertThat(output).contains("Property: sluice.administration.control.topic")
			.contains("Pipeline 'all' reads this topic")
			.doesNotContain("Property: sluice.administration.journal.topic");
	}

	@Test
	void allRefusalsAreNamedAtOnce(CapturedOutput output) {
		refused("--sluice.pipelines.orders.write.retry=false", "--spring.kafka.producer.acks=1");

		assertThat(output).contains("2 properties that cannot be used")
			.contains("Write true for sluice.pipelines.orders.write.retry")
			.contains("Write all for spring.kafka.producer.acks.");
	}

	@ParameterizedTest
	@CsvSource({ "sluice.pipelines.orders.tabel, sluice.pipelines.orders.table",
			"sluice.pipelines.orders.batch.row, sluice.pipelines.orders.batch.rows",
			"sluice.pipelines.orders.json.timestamp.epochunits, sluice.pipelines.orders.json.timestamp.epoch-unit",
			"sluice.memory.inflght, sluice.memory.in-flight" })
	void unknownPropertyIsRefusedWithTheNameMeant(String mistyped, String meant, CapturedOutput output) {
		refused("--" + mistyped + "=1");

		assertThat(output).contains("Property: " + mistyped)
			.contains("Sluice has no such property.")
			.contains("Write " + meant + " instead.");
	}

	@Test
	void unknownPropertyThatResemblesNoneIsRefused(CapturedOutput output) {
		refused("--sluice.bananas=1");

		assertThat(output).contains("Take sluice.bananas out");
	}

	@Test
	void unknownPropertyOfARepositoryIsRefused(CapturedOutput output) {
		refused("--sluice.iglu.repositories[0].uri=http://iglu.example", "--sluice.iglu.repositories[0].api-kee=x");

		assertThat(output).contains("Property: sluice.iglu.repositories[0].api-kee")
			.contains("Write sluice.iglu.repositories[0].api-key instead.");
	}

	@Test
	void resolverThatCannotBeReadIsRefused(CapturedOutput output) {
		refused("--sluice.iglu.resolver=no-such-resolver.json");

		assertThat(output).contains("Property: sluice.iglu.resolver\n    Value: \"no-such-resolver.json\"")
			.contains("Reason: It cannot be read:")
			.contains("Write the location of Snowplow's resolver file");
	}

	@ParameterizedTest
	@CsvSource({ "skip-schemas, iglu:com.acme/*/jsonschema/1-*-*", "legacy-columns, com.acme" })
	void criterionThatIsNoneIsRefused(String property, String criterion, CapturedOutput output) {
		refused("--sluice.pipelines.orders.snowplow." + property + "=" + criterion);

		assertThat(output).contains("Property: sluice.pipelines.orders.snowplow." + property)
			.contains("is not of the form iglu:vendor/name/format/1-*-*.");
	}

	@Test
	void resolverThatIsRefusedDoesNotShowItsKeys(CapturedOutput output) {
		refused("--sluice.iglu.resolver={\"data\": {\"apikey\": \"secret-1\"}}");

		assertThat(output).contains("this is no self-describing JSON").doesNotContain("secret-1");
	}

	@Test
	void pipelineThatIsAValueIsRefused(CapturedOutput output) {
		refused("--sluice.pipelines.payments=shop.payments");

		assertThat(output).contains("A pipeline is a group of properties, not a value.");
	}

	@Test
	void whatIsNotImplementedIsRefused(CapturedOutput output) {
		refused("--sluice.pipelines.orders.format=avro");

		assertThat(output).contains("This is not implemented yet.")
			.contains("Write json for sluice.pipelines.orders.format.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "on-unknown-field", "on-type-conflict" })
	void overflowOfSnowplowsEventsIsRefused(String property, CapturedOutput output) {
		refused("--sluice.pipelines.orders.format=snowplow", "--sluice.pipelines.orders." + property + "=overflow");

		assertThat(output).contains("Property: sluice.pipelines.orders." + property)
			.contains("so that nothing is left over.");
	}

	@ParameterizedTest
	@CsvSource({ "orders, is not of the form dataset.table", "a.b.c.d.e f!, is not of the form dataset.table",
			"shop.e!, has a character that a table's id cannot have", "shop.{tpoic}, is not known",
			"shop.{topic:1}, needs a topic-pattern", "{topic}.shop.orders, cannot be taken from the records" })
	void tableThatCannotBeOneIsRefused(String table, String reason, CapturedOutput output) {
		refused("--sluice.pipelines.orders.table=" + table);

		assertThat(output).contains(reason);
	}

	@ParameterizedTest
	@CsvSource({ "shop.orders", "my-project.shop.orders", "shop.{topic}", "{header:dataset}.{field:a.b}",
			"'example.com:project.shop.orders 2026'" })
	void tableMayBeATemplate(String table) {
		try (ConfigurableApplicationContext context = start("--sluice.pipelines.orders.table=" + table)) {
			assertThat(context.isActive()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "columns.topic, _PARTITIONTIME, BigQuery has no columns of such a name.",
			"columns.key, a-b, BigQuery has no columns of such a name.",
			"columns.raw, OVERFLOW, sluice.pipelines.orders.columns.raw has the same name.",
			"dead-letter.topic, orders, The pipeline reads this topic",
			"batch.bytes, 9MB, Two requests of this size are larger than sluice.memory.in-flight" })
	void contradictionIsRefused(String property, String value, String reason, CapturedOutput output) {
		refused("--sluice.memory.in-flight=16MB", "--sluice.pipelines.orders." + property + "=" + value);

		assertThat(output).contains(reason);
	}

	@Test
	void pipelinesOfOneGroupAreRefused(CapturedOutput output) {
		refused("--sluice.pipelines.again.topics=orders", "--sluice.pipelines.again.table=shop.again",
				"--sluice.pipelines.again.group-id=sluice-orders");

		assertThat(output).contains("has the same group, so that each would get a part of the records.");
	}

	@ParameterizedTest
	@CsvSource({ "consumer.enable-auto-commit, true", "consumer.auto-offset-reset, latest",
			"properties.auto.offset.reset, none", "consumer.isolation-level, read_uncommitted",
			"consumer.properties.isolation.level, read_uncommitted", "properties.isolation.level, read_uncommitted",
			"consumer.properties.check.crcs, false",
			"consumer.value-deserializer, org.apache.kafka.common.serialization.StringDeserializer", "producer.acks, 1",
			"producer.properties.enable.idempotence, false", "consumer.group-id, loader", "listener.ack-mode, record" })
	void unsafeKafkaSettingIsRefusedByItsName(String property, String value, CapturedOutput output) {
		refused("--spring.kafka." + property + "=" + value);

		assertThat(output).contains("Property: spring.kafka." + property + "\n    Value: \"" + value + "\"");
	}

	@Test
	void staticMemberOfTheConsumerProtocolIsRefused(CapturedOutput output) {
		refused("--spring.kafka.consumer.properties.group.protocol=consumer",
				"--spring.kafka.consumer.properties.group.instance.id=loader-0");

		assertThat(output).contains("Write classic for spring.kafka.consumer.properties.group.protocol.");
	}

	@Test
	void instanceThatRepeatsAndDrainsIsRefused(CapturedOutput output) {
		refused("--spring.profiles.active=repeater,forwarder");

		assertThat(output).contains("Property: spring.profiles.active").contains("Give each instance one of them.");
	}

	@Test
	void latestIsPossibleWhenAllowed() {
		try (ConfigurableApplicationContext context = start("--spring.kafka.consumer.auto-offset-reset=latest",
				"--sluice.kafka.allow-latest=true")) {
			assertThat(context.isActive()).isTrue();
		}
	}

	private static void refused(String... arguments) {
		assertThatException().isThrownBy(() -> start(arguments).close());
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of(ORDERS));
		for (String argument : arguments) {
			all.removeIf((given) -> given.startsWith(argument.replaceAll("=.*", "=")));
			all.add(argument);
		}
		return run(all.toArray(String[]::new));
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(StartupConfiguration.class).web(WebApplicationType.NONE).run(arguments);
	}

}
