package dev.sluice.schema.snowplow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.iglu.IgluSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Columns for all versions of a model.
 */
public final class FamiliesVectors implements VectorGroup {

	@Override
	public String name() {
		return "ddl/merges_families_v2";
	}

	@Override
	public String path() {
		return "ddl/merges_families_v2.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		VectorJson.read(path)
			.forEach((vector) -> results.check(vector.get("name").stringValue(), vector.get("expected"),
					() -> columns(vector, VectorJson.rules(rules))));
	}

	private static JsonNode columns(JsonNode vector, EntityRules rules) {
		String prefix = "iglu:" + vector.get("vendor").stringValue() + "/" + vector.get("schemaName").stringValue()
				+ "/jsonschema/";
		List<IgluSchema> versions = new ArrayList<>();
		vector.get("versions")
			.forEach((version) -> versions
				.add(VectorJson.schema(prefix + version.get("version").stringValue(), version.get("schema"))));
		List<String> seen = new ArrayList<>();
		vector.get("versionsInBatch").forEach((version) -> seen.add(version.stringValue()));
		boolean unstruct = vector.get("entity").stringValue().equals("unstruct");
		ShredProperty property = unstruct ? ShredProperty.UNSTRUCT_EVENT : ShredProperty.CONTEXTS;
		return columns((EntityColumns.Usable) EntityColumns.ofModel(property, versions, rules), versions, seen);
	}

	private static JsonNode columns(EntityColumns.Usable columns, List<IgluSchema> versions, List<String> seen) {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		ArrayNode merged = JsonNodeFactory.instance.arrayNode();
		ArrayNode recoveries = JsonNodeFactory.instance.arrayNode();
		for (IgluSchema schema : versions) {
			EntityColumn column = columns.of(schema.key().version());
			String version = schema.key().version().toString();
			if (column != null && column.recoveryPrefix() == null) {
				node.set("column", FieldJson.ofModel(column.column()));
				merged.add(version);
			}
			else if (column != null && seen.contains(version)) {
				recoveries.addObject().put("version", version).set("column", FieldJson.ofModel(column.column()));
			}
		}
		if (merged.isEmpty()) {
			return node.put("none", true);
		}
		node.set("mergedVersions", merged);
		node.set("recoveries", recoveries);
		return node;
	}

}
