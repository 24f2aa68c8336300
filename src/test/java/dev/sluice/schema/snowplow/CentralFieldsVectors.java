package dev.sluice.schema.snowplow;

import java.nio.file.Path;
import java.util.List;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.iglu.IgluSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Columns for the schemas of Iglu Central, in both layouts.
 */
public final class CentralFieldsVectors implements VectorGroup {

	@Override
	public String name() {
		return "ddl/central_fields";
	}

	@Override
	public String path() {
		return "ddl/central_fields.jsonl";
	}

	@Override
	public void check(Path path, Rules rules, Results results) throws Exception {
		Path schemas = path.resolveSibling("../iglu/schemas");
		VectorJson.lines(path).forEach((vector) -> {
			String uri = vector.get("schema").stringValue();
			JsonNode document = VectorJson.read(schemas.resolve(uri.substring("iglu:".length())));
			IgluSchema schema = VectorJson.schema(uri, document);
			results.check(uri + " v1", vector.get("v1Unstruct"), () -> version(ShredProperty.UNSTRUCT_EVENT, schema));
			results.check(uri + " v1", versionContext(vector), () -> version(ShredProperty.CONTEXTS, schema));
			results.check(uri + " v2", vector.get("v2Unstruct"), () -> model(ShredProperty.UNSTRUCT_EVENT, schema));
			results.check(uri + " v2", modelContext(vector), () -> model(ShredProperty.CONTEXTS, schema));
		});
	}

	private static JsonNode versionContext(JsonNode vector) {
		ObjectNode context = vector.get("v1Unstruct").deepCopy().asObject();
		return context.setAll(vector.get("v1Context").asObject()).without("sameTypeAsV1Unstruct");
	}

	private static @Nullable JsonNode modelContext(JsonNode vector) {
		JsonNode given = vector.get("v2Context");
		if (given == null || !given.has("fieldsAreSchemaVersionPlusV2Unstruct")) {
			return given;
		}
		ObjectNode context = vector.get("v2Unstruct").deepCopy().asObject();
		context.setAll(given.asObject()).remove("fieldsAreSchemaVersionPlusV2Unstruct");
		ArrayNode fields = context.get("fields").asArray();
		fields.insertObject(0).put("name", EntityColumn.SCHEMA_VERSION).put("type", "STRING").put("mode", "REQUIRED");
		return context;
	}

	private static JsonNode version(ShredProperty property, IgluSchema schema) {
		EntityColumns.Usable columns = (EntityColumns.Usable) EntityColumns.ofVersion(EntityLayout.V1, property, schema,
				EntityRules.PARITY);
		return FieldJson.ofVersion(columns.byVersion().get(schema.key().version()).column());
	}

	private static @Nullable JsonNode model(ShredProperty property, IgluSchema schema) {
		EntityColumns.Usable columns = (EntityColumns.Usable) EntityColumns.ofModel(property, List.of(schema),
				EntityRules.PARITY);
		EntityColumn column = columns.of(schema.key().version());
		return (column != null) ? FieldJson.ofModel(column.column()) : null;
	}

}
