package dev.sluice.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.pipeline.SluiceProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileLoadsCheck}.
 */
class FileLoadsCheckTests {

	private static final String PIPELINE = "sluice.pipelines.orders.";

	private final Map<String, String> settings = new HashMap<>();

	FileLoadsCheckTests() {
		set("topics", "orders");
		set("table", "shop.orders");
		set("write.mode", "file-loads");
	}

	private void set(String property, String value) {
		this.settings.put(PIPELINE + property, value);
	}

	/** The properties that are refused. */
	private List<String> refused() {
		SluiceProperties properties = new Binder(new MapConfigurationPropertySource(this.settings))
			.bindOrCreate("sluice", SluiceProperties.class);
		return new FileLoadsCheck().check(properties)
			.stream()
			.map(Refusal::property)
			.map((property) -> property.substring(PIPELINE.length()))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "avro", "parquet" })
	void foldersByFieldNeedABucketUnlessFilesAreJson(String format) {
		set("files.path", "dt={field:day}/");
		set("files.directory", "/var/files");
		assertThat(refused()).isEmpty();

		set("files.format", format);
		assertThat(refused()).containsExactly("files.path");

		set("files.directory", "gs://files");
		assertThat(refused()).isEmpty();
	}

	@Test
	void tablesOfATemplateCannotBeEmptyOrReplaced() {
		set("table", "shop.{topic}");
		assertThat(refused()).isEmpty();

		set("write.disposition", "empty");

		assertThat(refused()).containsExactly("write.disposition");
	}

	@Test
	void replacingNeedsARunThatEndsAndOneThread() {
		set("write.disposition", "truncate");
		set("concurrency", "2");
		assertThat(refused()).containsExactly("write.disposition", "concurrency");

		set("concurrency", "1");
		this.settings.put("sluice.run", "until-caught-up");

		assertThat(refused()).isEmpty();
	}

	@Test
	void scheduleIsForFilesOnly() {
		set("write.schedule", "0 0 * * * *");
		assertThat(refused()).isEmpty();

		set("write.mode", "streaming-inserts");

		assertThat(refused()).containsExactly("write.schedule");
	}

}
