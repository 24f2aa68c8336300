package dev.sluice.transform.snowplow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.sluice.schema.snowplow.Field;
import dev.sluice.schema.snowplow.FieldNames;
import dev.sluice.schema.snowplow.FieldType;
import dev.sluice.schema.snowplow.FieldType.Scalar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fields from files of cases.
 */
final class FieldOfVector {

	private static final Map<String, Scalar> VERSION_TYPES = Map.of("STRING", Scalar.TEXT, "BOOLEAN", Scalar.BOOLEAN,
			"INTEGER", Scalar.INT64, "FLOAT", Scalar.FLOAT64, "NUMERIC", Scalar.NUMERIC, "DATE", Scalar.DATE_TEXT,
			"DATETIME", Scalar.DATETIME_TEXT, "TIMESTAMP", Scalar.TIMESTAMP_TEXT);

	private static final Map<String, Scalar> MODEL_TYPES = Map.of("String", Scalar.STRING, "Boolean", Scalar.BOOLEAN,
			"Integer", Scalar.INT32, "Long", Scalar.INT64, "Double", Scalar.FLOAT64, "Date", Scalar.DATE, "Timestamp",
			Scalar.TIMESTAMP, "Json", Scalar.JSON);

	private FieldOfVector() {
	}

	/**
	 * A field of one version.
	 */
	static Field ofVersion(JsonNode node) {
		String name = node.get("name").stringValue();
		String mode = node.get("mode").stringValue();
		FieldType type = VERSION_TYPES.get(node.get("type").stringValue());
		if (type == null) {
			type = new FieldType.Struct(StreamSupport.stream(node.get("fields").spliterator(), false)
				.map(FieldOfVector::ofVersion)
				.toList());
		}
		boolean repeated = mode.equals("REPEATED");
		return new Field(FieldNames.of(name), repeated ? new FieldType.Array(type, true) : type,
				mode.equals("REQUIRED"), List.of(name));
	}

	/**
	 * A field of a model.
	 * @param legacy whether JSON is told as the text of strings
	 */
	static Field ofModel(JsonNode node, boolean legacy) {
		String name = node.get("name").stringValue();
		List<String> accessors = new ArrayList<>();
		node.path("accessors").forEach((accessor) -> accessors.add(accessor.stringValue()));
		return new Field(FieldNames.of(name), type(node.get("type"), legacy), isRequired(node.get("nullability")),
				accessors.isEmpty() ? List.of(name) : accessors);
	}

	private static boolean isRequired(@Nullable JsonNode nullability) {
		return nullability != null && nullability.stringValue().equals("REQUIRED");
	}

	private static FieldType type(JsonNode node, boolean legacy) {
		String kind = node.get("kind").stringValue();
		return switch (kind) {
			case "Decimal" -> new FieldType.Decimal(node.get("precision").intValue(), node.get("scale").intValue());
			case "Struct" -> new FieldType.Struct(StreamSupport.stream(node.get("fields").spliterator(), false)
				.map((field) -> ofModel(field, legacy))
				.toList());
			case "Array" ->
				new FieldType.Array(type(node.get("element"), legacy), !isRequired(node.get("elementNullability")));
			default -> (legacy && kind.equals("Json")) ? Scalar.TEXT : MODEL_TYPES.get(kind);
		};
	}

}
