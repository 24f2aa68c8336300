package dev.sluice.transform.snowplow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bad rows that are valid by the schemas beside them.
 */
public class BadRowVectors implements VectorGroup {

	@Override
	public String name() {
		return path();
	}

	@Override
	public String path() {
		return "badrows/valid";
	}

	@Override
	public void check(Path directory, Rules rules, Results results) throws Exception {
		Path registry = directory.resolve("../../iglu/schemas");
		PublishedSchemas schemas = new PublishedSchemas((path) -> read(registry.resolve(path)));
		List<Path> cases;
		try (Stream<Path> files = Files.list(directory)) {
			cases = files.sorted().toList();
		}
		for (Path file : cases) {
			JsonNode each = read(file);
			results.check(each.get("name").stringValue(), () -> verify(schemas.errors(each.get("badRow"))));
		}
	}

	/**
	 * Verifies what is wrong with a case.
	 */
	void verify(List<?> errors) {
		assertThat(errors).isEmpty();
	}

	private static JsonNode read(Path file) {
		try {
			return EnrichedVectors.MAPPER.readTree(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
