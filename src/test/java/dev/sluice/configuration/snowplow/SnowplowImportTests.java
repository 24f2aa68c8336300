package dev.sluice.configuration.snowplow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class SnowplowImportTests {

	private static final String CONFIG = """
			{"schema": "iglu:com.snowplowanalytics.snowplow.storage/bigquery_config/jsonschema/1-0-0",
			 "data": {"name": "Web Shop (EU)", "id": "0ddba11f-0000-4000-8000-123456789abc", "projectId": "shop-eu",
			  "datasetId": "snowplow", "tableId": "events", "input": "enriched", "typesTopic": "types",
			  "typesSubscription": "types-sub", "badRows": "bad", "failedInserts": "failed",
			  "load": {"mode": "STREAMING_INSERTS", "retry": true}, "purpose": "ENRICHED_EVENTS"}}""";

	private static final String RESOLVER = """
			{"schema": "iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-1",
			 "data": {"cacheSize": 5, "repositories": []}}""";

	private static final String STORAGE_WRITE = "--sluice.pipelines.web-shop-eu.write.mode=storage-write";

	@TempDir
	Path directory;

	private Path config;

	private Path resolver;

	@BeforeEach
	void write() throws IOException {
		this.config = Files.writeString(this.directory.resolve("config.json"), CONFIG);
		this.resolver = Files.writeString(this.directory.resolve("resolver.json"), RESOLVER);
	}

	@Test
	void importedConfigurationIsAPipeline(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--spring.config.import=snowplow:" + this.config,
				STORAGE_WRITE)) {
			Environment environment = context.getEnvironment();

			assertThat(pipeline(environment, "topics")).isEqualTo("enriched");
			assertThat(pipeline(environment, "group-id")).isEqualTo("enriched");
			assertThat(pipeline(environment, "format")).isEqualTo("snowplow");
			assertThat(pipeline(environment, "table")).isEqualTo("shop-eu.snowplow.events");
			assertThat(pipeline(environment, "failed-inserts.topic")).isEqualTo("failed");
			assertThat(pipeline(environment, "snowplow.bad-rows.topic")).isEqualTo("bad");
			assertThat(pipeline(environment, "mutator.types.topic")).isEqualTo("types");
			assertThat(pipeline(environment, "snowplow.layout")).isEqualTo("v1");
			assertThat(pipeline(environment, "write.mode")).isEqualTo("storage-write");
			assertThat(origin(environment, "sluice.pipelines.web-shop-eu.table"))
				.isEqualTo("'tableId' of snowplow:" + this.config);
		}
		assertThat(output).contains("'id' has no counterpart").contains("'input' was a subscription, 'enriched'");
	}

	@Test
	void resolverIsImportedBesideTheConfiguration() {
		try (ConfigurableApplicationContext context = run(
				"--spring.config.import=snowplow:" + this.config + ",snowplow:" + this.resolver, STORAGE_WRITE)) {
			assertThat(context.getEnvironment().getProperty("sluice.iglu.resolver"))
				.isEqualTo(this.resolver.toString());
		}
	}

	@Test
	void configurationMayBeGivenInBase64() {
		try (ConfigurableApplicationContext context = run("--spring.config.import=snowplow:base64:" + base64(CONFIG),
				STORAGE_WRITE)) {
			assertThat(origin(context.getEnvironment(), "sluice.pipelines.web-shop-eu.topics"))
				.isEqualTo("'input' of snowplow:(base64)");
		}
	}

	@Test
	void modeOfTheLoaderIsThePipelines() {
		try (ConfigurableApplicationContext context = run("--spring.config.import=snowplow:" + this.config)) {
			assertThat(pipeline(context.getEnvironment(), "write.mode")).isEqualTo("streaming-inserts");
			assertThat(pipeline(context.getEnvironment(), "write.retry")).isEqualTo("true");
		}
	}

	@Test
	void settingThatDoesNotGoWithAnotherIsRefusedByItsField(CapturedOutput output) throws IOException {
		Files.writeString(this.config, CONFIG.replace("\"retry\": true", "\"retry\": false"));

		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE)
			.run("--spring.config.import=snowplow:" + this.config, STORAGE_WRITE));

		assertThat(output).doesNotContain("Sluice has no such property")
			.contains("Property: sluice.pipelines.web-shop-eu.write.retry")
			.contains("Origin: 'load.retry' of snowplow:" + this.config)
			.contains("Write true for sluice.pipelines.web-shop-eu.write.retry");
	}

	@Test
	void configurationThatCannotBeUsedIsExplained(CapturedOutput output) throws IOException {
		Files.writeString(this.config,
				CONFIG.replace("ENRICHED_EVENTS", "ENRICHED").replace("\"retry\"", "\"frequency\""));

		assertThatException().isThrownBy(() -> run("--spring.config.import=snowplow:" + this.config));

		assertThat(output).contains("Source: snowplow:" + this.config)
			.contains("Reason: 'purpose' is 'ENRICHED'; it can only be ENRICHED_EVENTS.")
			.contains("Reason: 'load.frequency' does not go with STREAMING_INSERTS.");
	}

	@Test
	void configurationOfLaterLoadersIsExplained(CapturedOutput output) throws IOException {
		Files.writeString(this.config, "projectId = \"com-acme\"\nloader { }");

		assertThatException().isThrownBy(() -> run("--spring.config.import=snowplow:" + this.config));

		assertThat(output).contains("not those of 1.x and 2.x in HOCON");
	}

	@Test
	void missingFileIsNamedUnlessItIsOptional(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--spring.config.import=snowplow:no-such.json"));
		run("--spring.config.import=optional:snowplow:no-such.json").close();

		assertThat(output).contains("snowplow:no-such.json");
	}

	@Test
	void commandLineOfTheRepeaterIsUnderstood() {
		try (ConfigurableApplicationContext context = run("--config", base64(CONFIG), "--resolver", base64(RESOLVER),
				"--failedInsertsSub", "failed-sub", "--deadEndBucket", "gs://dead/end", "--desperatesBufferSize", "7",
				"--desperatesWindow", "8", "--backoffPeriod", "9", "--verbose", STORAGE_WRITE)) {
			Environment environment = context.getEnvironment();

			assertThat(pipeline(environment, "topics")).isEqualTo("enriched");
			assertThat(environment.getProperty("sluice.iglu.resolver")).isEqualTo(base64(RESOLVER));
			assertThat(environment.getProperty("sluice.repeater.dead-end")).isEqualTo("gs://dead/end");
			assertThat(environment.getProperty("sluice.repeater.buffer")).isEqualTo("7");
			assertThat(environment.getProperty("sluice.repeater.window")).isEqualTo("8s");
			assertThat(environment.getProperty("sluice.repeater.backoff")).isEqualTo("9s");
			assertThat(environment.getProperty("logging.level.dev.sluice")).isEqualTo("debug");
			assertThat(origin(environment, "sluice.repeater.window"))
				.isEqualTo("'--desperatesWindow' of the command line");
		}
	}

	@Test
	void commandLineOfTheLoaderIsUnderstood(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--config=" + this.config, "--labels={\"team\": \"web\"}",
				"--runner=DataflowRunner", "--region=europe-west1", STORAGE_WRITE)) {
			Environment environment = context.getEnvironment();

			assertThat(environment.getProperty("management.metrics.tags.team")).isEqualTo("web");
			assertThat(pipeline(environment, "files.labels.team")).isEqualTo("web");
		}
		assertThat(output).contains("Options of Dataflow have no counterpart: --region, --runner.");
	}

	@Test
	void waitOfAnImportedCommandLineIsThatOfItsRepeaterUnlessOneIsGiven() {
		try (ConfigurableApplicationContext context = run("--config=" + this.config, STORAGE_WRITE)) {
			assertThat(context.getEnvironment().getProperty("sluice.repeater.backoff")).isEqualTo("900s");
		}
		try (ConfigurableApplicationContext context = run("--config=" + this.config, STORAGE_WRITE,
				"--sluice.repeater.backoff=1m", "--backoffPeriod=5")) {
			assertThat(context.getEnvironment().getProperty("sluice.repeater.backoff")).isEqualTo("1m");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			--backoffPeriod=0          | '--backoffPeriod' is '0'; it must be a whole number above 0.
			--desperatesWindow=1m      | '--desperatesWindow' is '1m'; it must be a whole number above 0.
			--labels={"team": 7}       | '--labels' is no JSON object of strings
			--labels=team              | '--labels' is no JSON object of strings""")
	void flagThatCannotBeUsedIsExplained(String flag, String reason, CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(flag));

		assertThat(output).contains("Source: the command line").contains(reason);
	}

	@Test
	void commandLineWithoutThemIsLeftAlone() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getEnvironment().getProperty("sluice.repeater.backoff")).isNull();
		}
	}

	private static @Nullable String pipeline(Environment environment, String property) {
		return environment.getProperty("sluice.pipelines.web-shop-eu." + property);
	}

	private static String origin(Environment environment, String property) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(ConfigurationPropertyName.of(property));
			if (found != null) {
				return String.valueOf(found.getOrigin());
			}
		}
		return "none";
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Runs without the checks of what is configured. */
	private static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(Nothing.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setInitializers(List.of());
		application.setDefaultProperties(Map.of("logging.level.dev.sluice.configuration.snowplow", "info"));
		return application.run(SnowplowArguments.join(arguments));
	}

	static class Nothing {

	}

}
