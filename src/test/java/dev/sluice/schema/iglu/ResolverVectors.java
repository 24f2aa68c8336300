package dev.sluice.schema.iglu;

import java.nio.file.Path;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resolver configurations, {@code config/resolver_config}: whether they keep to the
 * schema that they name. Those that do can be used, unless a case's note says why not.
 */
public final class ResolverVectors implements VectorGroup {

	@Override
	public String name() {
		return "config/resolver_config";
	}

	@Override
	public String path() {
		return "config/resolver_config.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		for (JsonNode vector : JsonMapper.shared().readTree(path)) {
			String name = vector.path("name").stringValue();
			JsonNode config = vector.path("config");
			boolean valid = vector.path("validAgainstSchema").booleanValue();
			results.check(name, valid, () -> {
				boolean keeps = keepsToSchema(config);
				if (keeps && !vector.has("note")) {
					ResolverDocument.parse(config).settings();
				}
				return keeps;
			});
		}
	}

	private static boolean keepsToSchema(JsonNode config) {
		try {
			return ResolverDocument.parse(config).deviations().isEmpty();
		}
		catch (IgluFormatException ex) {
			return false;
		}
	}

}
