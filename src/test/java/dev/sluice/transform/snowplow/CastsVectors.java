package dev.sluice.transform.snowplow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.schema.snowplow.Field;
import dev.sluice.schema.snowplow.FieldType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of fields, cast or refused. Two kinds of them differ in any case: what BigQuery
 * cannot hold is refused here rather than by BigQuery.
 */
abstract class CastsVectors implements VectorGroup {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private static final SchemaKey KEY = SchemaKey.parse("iglu:com.acme/x/jsonschema/1-0-0");

	private static final byte[] VERSION = "1-0-0".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Casts one value as the only member of an object.
	 * @return {@code row} or {@code errors}
	 */
	ObjectNode cast(Field field, EntityLayout layout, String value, EntityRules rules) {
		return cast(field, layout, List.of(field),
				"{" + MAPPER.writeValueAsString(field.accessors().get(0)) + ":" + value + "}", rules);
	}

	ObjectNode cast(Field field, EntityLayout layout, List<Field> fields, String text, EntityRules rules) {
		Field entity = new Field("entity", new FieldType.Struct(fields), false);
		EntityColumn column = new EntityColumn("entity", false, entity, layout, KEY, null);
		RowLayout table = RowLayout.of(new TableName("p", "d", "t"), new TableSchema(List.of(table(column.column()))));
		byte[] json = text.getBytes(StandardCharsets.UTF_8);
		ValueWriter given = new ValueWriter(table);
		List<CastError> errors = new ArrayList<>();

		int after = EntityCaster.of(column, table, rules)
			.cast(json, 0, json.length, VERSION, given, errors, (parent, missing, cause) -> {
				throw new AssertionError("nothing is missing");
			});

		assertThat(after).isEqualTo(json.length);
		ObjectNode result = JsonNodeFactory.instance.objectNode();
		if (errors.isEmpty()) {
			JsonNode row = given.row().path("entity").path(field.name());
			return result.set("row", row.isMissingNode() ? JsonNodeFactory.instance.nullNode() : row).asObject();
		}
		assertThat(given.row()).isEmpty();
		ArrayNode list = result.putArray("errors");
		errors.forEach((error) -> list.add(json(error)));
		return result;
	}

	/**
	 * The column of the table.
	 */
	Column table(Column column) {
		return column;
	}

	private static ObjectNode json(CastError error) {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		node.put("type", error.getClass().getSimpleName());
		node.set("value", MAPPER.readTree(error.value()));
		if (error instanceof CastError.WrongType wrong) {
			return node.put("expectedString", wrong.expected());
		}
		if (error instanceof CastError.NotAnArray wrong) {
			return node.put("expectedString", wrong.expected());
		}
		return node.put("key", ((CastError.MissingInValue) error).property());
	}

	/**
	 * Compares what is expected with what is given; absent values are null, empty lists
	 * are absent.
	 */
	static boolean same(JsonNode expected, JsonNode given) {
		return normal(expected).equals(CastsVectors::compare, normal(given));
	}

	private static int compare(JsonNode one, JsonNode other) {
		if (one.isNumber() && (other.isNumber() || other.isString())) {
			BigDecimal number = new BigDecimal(other.asString());
			boolean same = one.decimalValue().compareTo(number) == 0
					|| one.decimalValue().doubleValue() == number.doubleValue();
			return same ? 0 : 1;
		}
		boolean sameText = one.isString() && other.isFloatingPointNumber() && one.asString().equals(other.asString());
		return (sameText || one.equals(other)) ? 0 : 1;
	}

	private static JsonNode normal(JsonNode value) {
		if (value.isArray()) {
			ArrayNode array = JsonNodeFactory.instance.arrayNode();
			value.forEach((element) -> array.add(normal(element)));
			return array.isEmpty() ? JsonNodeFactory.instance.nullNode() : array;
		}
		if (!value.isObject()) {
			return value;
		}
		ObjectNode object = JsonNodeFactory.instance.objectNode();
		value.properties().forEach((member) -> {
			JsonNode normal = normal(member.getValue());
			if (!normal.isNull()) {
				object.set(member.getKey(), normal);
			}
		});
		return object;
	}

	/**
	 * The values of columns of single versions. Dates, times and exact numbers are kept
	 * as text, to see what is handed over.
	 */
	public static final class OfVersions extends CastsVectors {

		@Override
		public String name() {
			return "ddl/casts_v1";
		}

		@Override
		public String path() {
			return "ddl/casts_v1.json";
		}

		@Override
		public void check(Path path, Rules rules, Results results) throws Exception {
			JsonNode groups = MAPPER.readTree(path.toFile());
			RawValues values = new RawValues(path, "value");
			groups.get("named").forEach((vector) -> check(vector.get("field"), vector, values.next(), rules, results));
			groups.get("matrix")
				.forEach((matrix) -> matrix.get("cases")
					.forEach((vector) -> check(matrix.get("field"), vector, values.next(), rules, results)));
		}

		private void check(JsonNode field, JsonNode vector, String value, Rules rules, Results results) {
			String name = vector.path("name").asString() + " " + field + " " + value;
			Field type = FieldOfVector.ofVersion(field);
			results.check(name, () -> {
				JsonNode given = cast(type, value);
				assertSame(vector, given);
				if (rules == Rules.SLUICE) {
					JsonNode own = cast(type, EntityLayout.V1, value, EntityRules.SLUICE);
					boolean erased = !own.equals(given);
					assertThat(erased && !own.at("/errors/0/value").isNull()).as("differs: " + own).isFalse();
				}
			});
		}

		/**
		 * Casts with another error beside it, if there must be a value: without one, the
		 * whole object may become null.
		 */
		private ObjectNode cast(Field field, String value) {
			if (field.required()) {
				Field guard = new Field("guard", FieldType.Scalar.BOOLEAN, true);
				String text = "{\"" + field.accessors().get(0) + "\":" + value + ",\"guard\":0}";
				ObjectNode guarded = cast(field, EntityLayout.V1, List.of(field, guard), text, EntityRules.PARITY);
				ArrayNode errors = guarded.get("errors").asArray();
				errors.remove(errors.size() - 1);
				if (!errors.isEmpty()) {
					return guarded;
				}
			}
			return cast(field, EntityLayout.V1, value, EntityRules.PARITY);
		}

		private static void assertSame(JsonNode vector, JsonNode given) {
			String outcome = vector.has("row") ? "row" : "errors";
			assertThat(same(vector.get(outcome), given.path(outcome)))
				.as("expected " + vector.get(outcome) + " but got " + given)
				.isTrue();
		}

		@Override
		Column table(Column column) {
			ColumnType type = column.type();
			type = switch (type.kind()) {
				case FLOAT64, NUMERIC, DATE, DATETIME, TIMESTAMP -> ColumnType.STRING;
				case STRUCT ->
					new ColumnType.Struct(((ColumnType.Struct) type).columns().stream().map(this::table).toList());
				default -> type;
			};
			return new Column(column.name(), type, column.mode(), null, null);
		}

	}

	/**
	 * The values of columns of models.
	 */
	public static final class OfModels extends CastsVectors {

		/** The first day of the year 1 and the last one of the year 9999. */
		private static final long FIRST_DAY = -719_162;

		private static final long LAST_DAY = 2_932_896;

		@Override
		public String name() {
			return "ddl/casts_v2";
		}

		@Override
		public String path() {
			return "ddl/casts_v2.json";
		}

		@Override
		public void check(Path path, Rules rules, Results results) throws Exception {
			JsonNode groups = MAPPER.readTree(path.toFile());
			RawValues values = new RawValues(path, "input");
			groups.get("named").forEach((vector) -> check(vector.get("ddl"), vector, values.next(), rules, results));
			groups.get("matrix")
				.forEach((matrix) -> matrix.get("cases")
					.forEach((vector) -> check(matrix.get("ddl"), vector, values.next(), rules, results)));
		}

		private void check(JsonNode ddl, JsonNode vector, String value, Rules rules, Results results) {
			String name = vector.path("name").asString() + " " + ddl + " " + value;
			boolean legacy = vector.path("legacyStringMode").asBoolean(false);
			Field field = FieldOfVector.ofModel(ddl, legacy);
			EntityLayout layout = legacy ? EntityLayout.LEGACY : EntityLayout.V2;
			EntityRules own = EntityRules.valueOf(rules.name());
			results.check(name, () -> {
				if (isNullText(field, vector)) {
					return;
				}
				JsonNode given = cast(field, layout, value, own);
				if (vector.has("value") && isHeld(field.type(), vector.get("value"))) {
					assertThat(same(vector.get("value"), given.path("row"))).as("got " + given).isTrue();
				}
				else if (vector.has("value")) {
					assertThat(given.at("/errors/0/type").asString()).isEqualTo("WrongType");
				}
				else {
					assertThat(same(vector.get("errors"), given.path("errors"))).as("got " + given).isTrue();
				}
			});
		}

		/**
		 * Whether null itself is JSON to keep, which no member of an object ever is.
		 */
		private static boolean isNullText(Field field, JsonNode vector) {
			return field.type() == FieldType.Scalar.JSON && field.required()
					&& vector.path("value").asString("").equals("null");
		}

		/** Whether the column of a type holds a value. */
		private static boolean isHeld(FieldType type, JsonNode value) {
			if (!value.isNumber()) {
				return true;
			}
			if (type == FieldType.Scalar.DATE || type == FieldType.Scalar.TIMESTAMP) {
				long days = (type == FieldType.Scalar.DATE) ? value.longValue()
						: Math.floorDiv(value.longValue(), TimeUnit.DAYS.toMicros(1));
				return days >= FIRST_DAY && days <= LAST_DAY;
			}
			int digits = (type.columnType() == ColumnType.NUMERIC) ? 29 : 38;
			return !(type instanceof FieldType.Decimal)
					|| value.decimalValue().precision() - value.decimalValue().scale() <= digits;
		}

	}

}
