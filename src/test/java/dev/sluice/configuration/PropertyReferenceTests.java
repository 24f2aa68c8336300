package dev.sluice.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documentation of properties to the metadata. Run with {@code -Ddocs=write} to
 * write it anew.
 */
class PropertyReferenceTests {

	private static final String REPAIR = "stale; repair it by ./mvnw test -Dquick -Ddocs=write -Dtest=PropertyReferenceTests";

	private final List<KnownProperty> properties = PropertyCatalog.load().properties();

	private final PropertyReference reference = new PropertyReference(this.properties);

	@Test
	void pageOfPropertiesIsUpToDate() throws IOException {
		assertUpToDate(Path.of("docs/properties.md"), this.reference.page());
	}

	@Test
	void annotatedApplicationYamlIsUpToDate() throws IOException {
		assertUpToDate(Path.of("application.yml"), this.reference.yaml());
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(this.properties).allSatisfy((property) -> assertThat(property.description()).isNotBlank());
	}

	@Test
	void applicationYamlSaysNothingAsItIs() {
		assertThat(this.reference.yaml().lines()).allMatch((line) -> line.startsWith("#"));
	}

	@Test
	void applicationYamlWithoutItsMarksHasEveryProperty() throws IOException {
		String yaml = this.reference.yaml()
			.lines()
			.skip(3)
			.map((line) -> line.replaceFirst("^# ?", ""))
			.collect(Collectors.joining("\n"));

		PropertySource<?> source = new YamlPropertySourceLoader()
			.load("reference", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.get(0);

		assertThat(((EnumerablePropertySource<?>) source).getPropertyNames())
			.contains("sluice.pipelines.orders.topics", "sluice.pipelines.orders.batch.rows", "sluice.memory.in-flight")
			.hasSize(this.properties.size() + 1);
	}

	private static void assertUpToDate(Path file, String content) throws IOException {
		if ("write".equals(System.getProperty("docs"))) {
			Files.writeString(file, content);
		}
		assertThat(Files.exists(file) ? Files.readString(file) : "").as(file + " is " + REPAIR).isEqualTo(content);
	}

}
