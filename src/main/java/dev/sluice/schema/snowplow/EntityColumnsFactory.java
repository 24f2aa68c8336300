package dev.sluice.schema.snowplow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.iglu.SchemaVersion;
import dev.sluice.schema.jsonschema.JsonSchema;
import org.jspecify.annotations.Nullable;

/**
 * The making of {@link EntityColumns}.
 */
final class EntityColumnsFactory {

	private EntityColumnsFactory() {
	}

	static EntityColumns ofVersion(EntityLayout layout, ShredProperty property, IgluSchema schema, EntityRules rules) {
		SchemaKey key = schema.key();
		JsonSchema usable = JsonSchema.parse(schema.document());
		if (usable == null) {
			return new EntityColumns.Unusable(key);
		}
		String name = ColumnNames.ofVersion(property, key);
		Field field = new VersionFields(layout, rules).root(name, usable);
		EntityColumn column = new EntityColumn(name, property.repeated(), field, layout, key, null);
		return new EntityColumns.Usable(Map.of(key.version(), column));
	}

	static EntityColumns ofModel(ShredProperty property, List<IgluSchema> versions, EntityRules rules) {
		String name = ColumnNames.ofModel(property, versions.get(0).key());
		Map<SchemaVersion, EntityColumn> recovered = new HashMap<>();
		List<SchemaKey> merged = new ArrayList<>();
		ModelFields fields = new ModelFields(rules);
		Field field = null;
		for (IgluSchema version : versions) {
			JsonSchema schema = JsonSchema.parse(version.document());
			if (schema == null) {
				return new EntityColumns.Unusable(version.key());
			}
			Field own = fields.root(name, schema.simplified(), property);
			Field both = (own == null || field == null) ? own : Merging.merge(field, own);
			if (both != null) {
				field = both;
				merged.add(version.key());
			}
			else if (own != null) {
				recovered.put(version.key().version(), recovery(property, name, own, version.key(), schema));
			}
		}
		return new EntityColumns.Usable(withMerged(recovered, field, merged, property));
	}

	private static Map<SchemaVersion, EntityColumn> withMerged(Map<SchemaVersion, EntityColumn> recovered,
			@Nullable Field field, List<SchemaKey> merged, ShredProperty property) {
		if (field != null) {
			SchemaKey highest = merged.get(merged.size() - 1);
			EntityColumn column = new EntityColumn(field.name(), property.repeated(), field, EntityLayout.V2, highest,
					null);
			merged.forEach((key) -> recovered.put(key.version(), column));
		}
		return recovered;
	}

	private static EntityColumn recovery(ShredProperty property, String model, Field field, SchemaKey key,
			JsonSchema schema) {
		SchemaVersion version = key.version();
		String prefix = model + "_recovered_" + version.model() + "_" + version.revision() + "_" + version.addition()
				+ "_";
		String name = prefix + RecoveryHash.of(schema);
		return new EntityColumn(name, property.repeated(), field.named(name), EntityLayout.V2, key, prefix);
	}

}
