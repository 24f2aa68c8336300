package dev.sluice.schema.snowplow;

import java.nio.file.Path;
import java.util.Objects;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.jsonschema.JsonSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fields of two versions of a schema merged.
 */
public final class MergesVectors implements VectorGroup {

	@Override
	public String name() {
		return "ddl/merges_pairs_v2";
	}

	@Override
	public String path() {
		return "ddl/merges_pairs_v2.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		VectorJson.read(path).forEach((vector) -> {
			String name = vector.get("name").stringValue();
			Field merged = merged(vector.get("sourceSchema"), vector.get("targetSchema"));
			results.check(name, vector.get("merged"), () -> (merged != null) ? FieldJson.ofType(merged) : null);
			results.check(name, vector.get("field"),
					() -> (merged != null) ? FieldJson.ofModel(merged.column()) : null);
		});
	}

	private static @Nullable Field merged(JsonNode older, JsonNode newer) {
		return Merging.merge(field(older), field(newer));
	}

	private static Field field(JsonNode document) {
		JsonSchema schema = Objects.requireNonNull(JsonSchema.parse(document));
		return Objects.requireNonNull(new ModelFields(EntityRules.PARITY).field("top", schema.simplified(), false));
	}

}
