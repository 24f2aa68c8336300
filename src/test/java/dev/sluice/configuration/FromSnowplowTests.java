package dev.sluice.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the page for people who come from Snowplow's loader to the properties that exist.
 */
class FromSnowplowTests {

	/** A property in full, or of a pipeline, with a value or without. */
	private static final Pattern PROPERTY = Pattern
		.compile("`(?:--)?(sluice\\.[a-z0-9.\\[\\]-]+[a-z0-9]|\\.[a-z][a-z0-9.-]+[a-z0-9])(?:=[^`]*|\\.\\*)?`");

	private final PropertyCatalog catalog = PropertyCatalog.load();

	@Test
	void everyPropertyOfThePageExists() throws IOException {
		List<String> properties = PROPERTY.matcher(Files.readString(Path.of("docs/from-snowplow.md")))
			.results()
			.map(FromSnowplowTests::inFull)
			.distinct()
			.toList();

		assertThat(properties).hasSizeGreaterThan(50)
			.allSatisfy((property) -> assertThat(this.catalog.find(ConfigurationPropertyName.of(property))).as(property)
				.isPresent());
	}

	private static String inFull(MatchResult match) {
		String name = match.group(1);
		return name.startsWith(".") ? "sluice.pipelines.events" + name : name;
	}

}
