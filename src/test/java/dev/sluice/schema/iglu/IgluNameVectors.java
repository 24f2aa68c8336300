package dev.sluice.schema.iglu;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What names schemas, and what is named by them.
 */
public abstract class IgluNameVectors implements VectorGroup {

	private final String name;

	IgluNameVectors(String name) {
		this.name = name;
	}

	@Override
	public String name() {
		return "names/" + this.name;
	}

	@Override
	public String path() {
		return "names/" + this.name + ".json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		for (JsonNode vector : JsonMapper.shared().readTree(path)) {
			check(vector, results);
		}
	}

	abstract void check(JsonNode vector, Results results);

	/** The code of the error that reading leads to. */
	static String error(Runnable reading) {
		try {
			reading.run();
			return "none";
		}
		catch (IgluFormatException ex) {
			return ex.error().name();
		}
	}

	static JsonNode named(String schema, JsonNode content) {
		return JsonMapper.shared().createObjectNode().put("schema", schema).set("content", content);
	}

	/** {@code names/schema_keys}. */
	public static final class Keys extends IgluNameVectors {

		public Keys() {
			super("schema_keys");
		}

		@Override
		void check(JsonNode vector, Results results) {
			String uri = vector.path("uri").stringValue();
			if (vector.has("error")) {
				results.check(uri, vector.path("error").stringValue(), () -> error(() -> SchemaKey.parse(uri)));
				return;
			}
			results.check(uri, vector, () -> {
				SchemaKey key = SchemaKey.parse(uri);
				return JsonMapper.shared()
					.createObjectNode()
					.put("uri", key.uri())
					.put("vendor", key.vendor())
					.put("name", key.name())
					.put("format", key.format())
					.put("version", key.version().toString())
					.put("path", key.path());
			});
		}

	}

	/** {@code names/schema_versions}. */
	public static final class Versions extends IgluNameVectors {

		public Versions() {
			super("schema_versions");
		}

		@Override
		void check(JsonNode vector, Results results) {
			String text = vector.path("version").stringValue();
			if (vector.has("error")) {
				results.check(text, vector.path("error").stringValue(),
						() -> error(() -> VersionPattern.parse(text, VersionPattern.UNKNOWN)));
				return;
			}
			Map<String, Object> expected = new LinkedHashMap<>();
			expected.put("full", "full".equals(vector.path("kind").stringValue()));
			expected.put("model", number(vector.path("model")));
			expected.put("revision", number(vector.path("revision")));
			expected.put("addition", number(vector.path("addition")));
			expected.put("string", vector.path("string").asString(text));
			results.check(text, expected, () -> {
				VersionPattern version = VersionPattern.parse(text, VersionPattern.UNKNOWN);
				Map<String, Object> actual = new LinkedHashMap<>();
				actual.put("full", version.full() != null);
				actual.put("model", version.model());
				actual.put("revision", version.revision());
				actual.put("addition", version.addition());
				actual.put("string", version.toString());
				return actual;
			});
		}

		private static Object number(JsonNode number) {
			return number.isNull() ? null : number.intValue();
		}

	}

	/** {@code names/schema_criteria}. */
	public static final class Criteria extends IgluNameVectors {

		public Criteria() {
			super("schema_criteria");
		}

		@Override
		void check(JsonNode vector, Results results) {
			String text = vector.path("criterion").stringValue();
			if (vector.path("invalid").asBoolean(false)) {
				results.check(text, false, () -> "none".equals(error(() -> SchemaCriterion.parse(text))));
				return;
			}
			results.check(text, () -> {
				SchemaCriterion criterion = SchemaCriterion.parse(text);
				assertThat(criterion).hasToString(vector.path("string").stringValue());
				vector.path("matches")
					.properties()
					.forEach(
							(match) -> assertThat(criterion.matches(SchemaKey.parse(match.getKey()))).as(match.getKey())
								.isEqualTo(match.getValue().booleanValue()));
			});
		}

	}

	/** {@code names/self_describing_data}. */
	public static final class Data extends IgluNameVectors {

		public Data() {
			super("self_describing_data");
		}

		@Override
		void check(JsonNode vector, Results results) {
			JsonNode json = vector.path("json");
			if (vector.has("error")) {
				results.check(json.toString(), vector.path("error").stringValue(),
						() -> error(() -> SelfDescribingData.parse(json)));
				return;
			}
			results.check(json.toString(), named(vector.path("schema").stringValue(), vector.path("data")), () -> {
				SelfDescribingData data = SelfDescribingData.parse(json);
				return named(data.schema().uri(), data.data());
			});
		}

	}

	/** {@code names/self_describing_schemas}. */
	public static final class Schemas extends IgluNameVectors {

		public Schemas() {
			super("self_describing_schemas");
		}

		@Override
		void check(JsonNode vector, Results results) {
			JsonNode json = vector.path("json");
			if (vector.has("error")) {
				results.check(json.toString(), vector.path("error").stringValue(),
						() -> error(() -> SelfDescribingSchema.parse(json)));
				return;
			}
			results.check(json.toString(), named(vector.path("schema").stringValue(), vector.path("body")), () -> {
				SelfDescribingSchema schema = SelfDescribingSchema.parse(json);
				return named(schema.key().uri(), schema.body());
			});
		}

	}

}
