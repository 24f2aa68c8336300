package dev.sluice.schema.snowplow;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.jsonschema.JsonSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fields for schemas, in both layouts. Sluice's own rules give the same fields but where
 * arrays are in arrays, names are empty or two fields have one name.
 */
public final class FieldsVectors implements VectorGroup {

	@Override
	public String name() {
		return "ddl/fields";
	}

	@Override
	public String path() {
		return "ddl/fields.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		VectorJson.read(path).forEach((vector) -> results.check(vector.get("name").stringValue(), () -> {
			JsonSchema schema = JsonSchema.parse(vector.get("jsonSchema"));
			assertThat(schema == null).isEqualTo(vector.path("invalidSchema").asBoolean(false));
			if (schema != null) {
				assertThat(same(vector.get("v1"), version(schema))).isTrue();
				assertThat(same(vector.get("v2"), model(schema))).isTrue();
				if (rules == Rules.SLUICE) {
					checkOwn(schema);
				}
			}
		}));
	}

	private static boolean same(JsonNode expected, JsonNode given) {
		assertThat(given).isEqualTo(expected);
		return true;
	}

	private static JsonNode version(JsonSchema schema) {
		VersionFields fields = new VersionFields(EntityLayout.V1, EntityRules.PARITY);
		Field field = fields.field("top", schema, false);
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		JsonNode column = FieldJson.ofVersion(field.column());
		node.set("field", column);
		JsonNode raw = FieldJson.ofVersion(FieldJson.raw(field).column());
		if (!raw.equals(column)) {
			node.set("rawNames", raw);
		}
		return node.put("modeWhenRequired", fields.field("top", schema, true).column().mode().name());
	}

	private static JsonNode model(JsonSchema schema) {
		ModelFields fields = new ModelFields(EntityRules.PARITY);
		JsonSchema simple = schema.simplified();
		Field field = fields.field("top", simple, false);
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		if (field == null) {
			return node.put("noColumn", true);
		}
		node.set("field", FieldJson.ofModel(field.column()));
		node.set("ddl", FieldJson.ofType(field));
		Field required = Objects.requireNonNull(fields.field("top", simple, true));
		node.put("modeWhenRequired", required.column().mode().name());
		EntityColumn context = new EntityColumn("contexts_com_acme_x_1", true, field, EntityLayout.V2,
				VectorJson.schema("iglu:com.acme/x/jsonschema/1-0-0", node).key(), null);
		node.set("contextColumn", FieldJson.ofModel(context.column()));
		return node;
	}

	private static void checkOwn(JsonSchema schema) {
		Field version = new VersionFields(EntityLayout.V1, EntityRules.PARITY).field("top", schema, false);
		Field own = new VersionFields(EntityLayout.V1, EntityRules.SLUICE).field("top", schema, false);
		assertThat(own.equals(version) || !insertable(version) || hasArraysInArrays(schema)).isTrue();
		assertThat(insertable(own)).isTrue();
		Field model = new ModelFields(EntityRules.PARITY).field("top", schema.simplified(), false);
		Field ownModel = new ModelFields(EntityRules.SLUICE).field("top", schema.simplified(), false);
		assertThat(Objects.equals(model, ownModel) || !insertable(model)).isTrue();
		assertThat(insertable(ownModel)).isTrue();
	}

	/**
	 * Whether BigQuery takes the field and its values.
	 */
	private static boolean insertable(@Nullable Field field) {
		return field == null || (!field.name().isEmpty() && insertable(field.type()));
	}

	private static boolean insertable(FieldType type) {
		if (type instanceof FieldType.Array array) {
			return !(array.element() instanceof FieldType.Array) && insertable(array.element());
		}
		List<Field> fields = (type instanceof FieldType.Struct struct) ? struct.fields() : List.of();
		List<String> names = fields.stream().map(Field::name).toList();
		return fields.stream().allMatch(FieldsVectors::insertable) && new HashSet<>(names).size() == names.size();
	}

	private static boolean hasArraysInArrays(JsonSchema schema) {
		JsonSchema element = schema.arrays().element();
		if (element != null) {
			return element.arrays().element() != null || hasArraysInArrays(element);
		}
		return schema.objects().members().values().stream().anyMatch(FieldsVectors::hasArraysInArrays);
	}

}
