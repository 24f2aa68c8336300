package dev.sluice.transform.snowplow;

import java.util.List;

import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntityCasterTests {

	private static final String ITEM = """
			{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"},
			"size": {"type": "integer"}, "unitPrice": {"type": "number", "multipleOf": 0.01, "minimum": 0, "maximum": 9999},
			"day": {"type": "string", "format": "date"}, "at": {"type": "string", "format": "date-time"},
			"any": {}, "tags": {"type": "array", "items": {"type": "string"}},
			"parts": {"type": "array", "items": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}},
			"maker": {"type": "object", "properties": {"name": {"type": "string"}}}}}
			""";

	private final Casting model = Casting.ofModel(ITEM);

	private final Casting version = Casting.ofVersion(ITEM, EntityRules.SLUICE);

	@Test
	void membersGoToTheirFields() {
		this.model
			.cast("""
					{"size": 5, "id": "a\\u0062", "unitPrice": 1.50, "day": "1970-01-02", "at": "1970-01-01T00:00:01.0019999+00:00",
					"any": {"x": [1.0, null, "a b"]}, "tags": ["a", "b"], "parts": [{"n": 1}, {"n": 2e0}], "maker": {"name": "m"}}
					""");

		assertThat(this.model.errors()).isEmpty();
		assertThat(this.model.row()).isEqualTo("""
				{"size":5,"id":"ab","unit_price":1.50,"day":1,"at":1001000,"any":"{\\"x\\":[1.0,null,\\"a b\\"]}",\
				"tags":["a","b"],"parts":[{"n":1},{"n":2}],"maker":{"name":"m"}}""");
	}

	@Test
	void unknownMembersAreLeftOut() {
		this.model.cast("{\"x\": {\"id\": [1, 2]}, \"id\": \"a\", \"unit_price\": 5}");

		assertThat(this.model.row()).isEqualTo("{\"id\":\"a\"}");
	}

	@Test
	void nullIsNoValue() {
		this.model.cast("{\"id\": \"a\", \"size\": null, \"tags\": null, \"maker\": null}");

		assertThat(this.model.errors()).isEmpty();
		assertThat(this.model.row()).isEqualTo("{\"id\":\"a\"}");
	}

	@Test
	void lastOfTwoMembersWithOneKeyCounts() {
		assertThat(this.model.cast("{\"id\": \"a\", \"size\": \"x\", \"id\": \"b\", \"size\": 1}").row())
			.isEqualTo("{\"id\":\"b\",\"size\":1}");
		assertThat(this.model.cast("{\"id\": \"a\", \"size\": 1, \"size\": null}").row()).isEqualTo("{\"id\":\"a\"}");
	}

	@Test
	void allErrorsAreFoundInTheOrderOfTheSchema() {
		this.model
			.cast("{\"unitPrice\": 1.234, \"parts\": [{}, {\"n\": 1}, {\"n\": \"x\"}], \"size\": 1.5, \"id\": [ 1 ]}");

		assertThat(this.model.errors()).containsExactly(Casting.wrong("[1]", "String"), Casting.wrong("null", "Long"),
				Casting.wrong("\"x\"", "Long"), Casting.wrong("1.5", "Long"),
				Casting.wrong("1.234", "Decimal(Digits9,2)"));
		assertThat(this.model.row()).isEmpty();
	}

	@Test
	void errorsOfOneVersionAreToldInItsWords() {
		this.version.cast("{\"parts\": [{}, 5], \"tags\": \"a\", \"at\": 7, \"maker\": [], \"size\": 1 }");

		String part = "{\"Record\":{\"fields\":[{\"name\":\"n\",\"fieldType\":{\"Integer\":{}},\"mode\":{\"Required\":{}}}]}}";
		assertThat(this.version.errors()).containsExactly(
				new CastError.MissingInValue(Casting.KEY, "id",
						"{\"parts\":[{},5],\"tags\":\"a\",\"at\":7,\"maker\":[],\"size\":1}"),
				new CastError.MissingInValue(Casting.KEY, "n", "{}"), Casting.wrong("5", part),
				new CastError.NotAnArray(Casting.KEY, "\"a\"", "{\"String\":{}}"),
				Casting.wrong("7", "{\"Timestamp\":{}}"), Casting.wrong("[]",
						"{\"Record\":{\"fields\":[{\"name\":\"name\",\"fieldType\":{\"String\":{}},\"mode\":{\"Nullable\":{}}}]}}"));
	}

	@Test
	void stringOfOneVersionTakesAnything() {
		assertThat(this.version.cast("{\"id\": { \"a\" : [ 1.10, \"b c\" ] }}").row())
			.isEqualTo("{\"id\":\"{\\\"a\\\":[1.10,\\\"b c\\\"]}\"}");
		assertThat(this.version.cast("{\"id\": -1E+2}").row()).isEqualTo("{\"id\":\"-1E+2\"}");
	}

	@Test
	void nullForRequiredIsAnError() {
		this.version.cast("{\"id\": null}");

		assertThat(this.version.errors()).containsExactly(Casting.wrong("null", "{\"String\":{}}"));
	}

	@Test
	void parityMakesObjectsWithNullForRequiredNull() {
		Casting parity = Casting.ofVersion(ITEM, EntityRules.PARITY);

		assertThat(parity.cast("{\"id\": null, \"size\": 5}").row()).isEmpty();
		assertThat(parity.errors()).isEmpty();
		assertThat(parity.cast("{\"id\": \"a\", \"parts\": [{\"n\": 1}, {\"n\": null}]}").row())
			.isEqualTo("{\"id\":\"a\",\"parts\":[{\"n\":1}]}");
		assertThat(parity.cast("{\"id\": null, \"size\": \"x\"}").errors()).hasSize(2);
	}

	@Test
	void contextHasItsVersion() {
		Casting contexts = Casting.ofContexts(ITEM);

		assertThat(contexts.cast("{\"id\": \"a\"}").row()).isEqualTo("{\"_schema_version\":\"1-0-0\",\"id\":\"a\"}");
		assertThat(contexts.cast("{\"id\": \"a\", \"id\": \"b\"}").row())
			.isEqualTo("{\"_schema_version\":\"1-0-0\",\"id\":\"b\"}");
		assertThat(contexts.cast("{}").errors()).containsExactly(Casting.wrong("null", "String"));
		assertThat(contexts.cast("null").errors()).hasSize(1);
	}

	@Test
	void firstPropertyOfAFieldThatFitsCounts() {
		Casting names = Casting.ofModel("""
				{"type": "object", "properties": {"aB": {"type": "integer"}, "a_b": {"type": "string"}}}
				""");

		assertThat(names.cast("{\"a_b\": 1, \"aB\": 2}").row()).isEqualTo("{\"a_b\":2}");
		assertThat(names.cast("{\"a_b\": 1, \"aB\": \"x\"}").row()).isEqualTo("{\"a_b\":1}");
		assertThat(names.cast("{\"a_b\": \"x\"}").row()).isEqualTo("{}");
		assertThat(names.cast("{\"a_b\": \"x\", \"aB\": \"y\"}").errors())
			.containsExactly(Casting.wrong("\"y\"", "Long"));
	}

	@ParameterizedTest
	@CsvSource({ "1970-01-01T00:00:01Z, 1000000", "1970-01-01t01:00:01+01:00, 1000000", "1970-01-01T00:00Z, 0",
			"1970-01-01T00:00:00.1234567Z, 123000", "1969-12-31T23:59:59.9999Z, -1000",
			"1970-01-01T01:00:00+01:00[Europe/Paris], 0", "1970-01-01T18:00:00+18:00, 0" })
	void timestampsHaveAZoneAndMilliseconds(String text, long micros) {
		assertThat(this.model.cast("{\"id\": \"a\", \"at\": \"" + text + "\"}").row())
			.isEqualTo("{\"id\":\"a\",\"at\":" + micros + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01 00:00:00Z", "1970-01-01T00:00:00", "1970-01-01T00Z", "1970-01-01",
			"1970-01-01T00:00:00+01", "1970-01-01T00:00:00+18:01", "1970-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "",
			"1970-01-01T00:00:00.1234567890Z" })
	void otherTimestampsAreRefused(String text) {
		assertThat(this.model.cast("{\"id\": \"a\", \"at\": \"" + text + "\"}").errors()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "1970-01-02, 86400000000", "1970-01-01 00:00:00.000001, 1", "1970-01-01T01:00:00+01:00, 0" })
	void timestampsOfOneVersionAreWhatBigQueryReads(String text, long micros) {
		assertThat(this.version.cast("{\"id\": \"a\", \"at\": \"" + text + "\"}").row())
			.isEqualTo("{\"id\":\"a\",\"at\":" + micros + "}");
	}

	@Test
	void decimalsAreCountedAsTheyAreWritten() {
		assertThat(this.model.cast("{\"id\": \"a\", \"unitPrice\": 87.9000000}").row())
			.isEqualTo("{\"id\":\"a\",\"unit_price\":87.9000000}");
		assertThat(this.model.cast("{\"id\": \"a\", \"unitPrice\": 87.90000000}").errors()).hasSize(1);
		assertThat(this.model.cast("{\"id\": \"a\", \"unitPrice\": 1e400}").errors()).hasSize(1);
	}

	@Test
	void columnsThatTheTableLacksAreMissedOnlyWithAValue() {
		this.model.in(Column.nullable(this.model.column().name(),
				new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.STRING)))));

		assertThat(this.model.cast("{\"id\": \"a\", \"size\": null}").missing()).isEmpty();
		assertThat(this.model.cast("{\"id\": \"a\", \"size\": 1}").missing()).hasSize(8)
			.contains("unstruct_event_com_acme_item_1.size NULLABLE", "unstruct_event_com_acme_item_1.tags REPEATED");
		assertThat(this.model.row()).isEqualTo("{\"id\":\"a\"}");
	}

	@Test
	void columnThatIsRequiredWithoutNeedIsMissedOnlyWithoutAValue() {
		this.model.in(Column.nullable(this.model.column().name(), new ColumnType.Struct(
				List.of(Column.required("id", ColumnType.STRING), Column.required("size", ColumnType.INT64)))));

		assertThat(this.model.cast("{\"id\": \"a\", \"size\": 1}").missing()).isEmpty();
		assertThat(this.model.cast("{\"id\": \"a\"}").missing())
			.contains("unstruct_event_com_acme_item_1.size NULLABLE");
		assertThat(this.model.cast("{\"id\": \"a\", \"size\": null, \"id\": \"b\"}").missing())
			.contains("unstruct_event_com_acme_item_1.size NULLABLE");
	}

	@Test
	void columnOfAnotherTypeTakesWhatItCan() {
		this.model.in(Column.nullable(this.model.column().name(),
				new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.JSON),
						Column.nullable("size", ColumnType.STRING), Column.nullable("unit_price", ColumnType.FLOAT64),
						Column.nullable("maker", ColumnType.JSON), Column.nullable("tags", ColumnType.INT64)))));

		assertThat(this.model.cast("{\"id\": \"a\", \"size\": 1, \"unitPrice\": 1.5, \"maker\": { }}").row())
			.isEqualTo("{\"id\":\"\\\"a\\\"\",\"size\":\"1\",\"unit_price\":1.5,\"maker\":\"{}\"}");
		assertThat(this.model.cast("{\"id\": \"a\", \"tags\": [\"b\"]}").errors())
			.containsExactly(Casting.wrong("[\"b\"]", "Array(String,Required)"));
	}

	@Test
	void columnForOneContextTakesNone() {
		Casting contexts = Casting.ofContexts(ITEM);
		contexts.in(Column.nullable(contexts.column().name(), contexts.column().type()));

		assertThat(contexts.cast("{\"id\": \"a\"}").errors()).hasSize(1);
	}

	@Test
	void columnThatLacksTheVersionOfContextsGetsIt() {
		Casting contexts = Casting.ofContexts(ITEM);
		contexts.in(Column.repeated(contexts.column().name(),
				new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.STRING)))));

		assertThat(contexts.cast("{\"id\": \"a\"}").missing())
			.containsExactly("contexts_com_acme_item_1._schema_version NULLABLE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\": \"a\"", "{\"id\" \"a\"}", "{\"id\": \"a\",}", "{\"size\": 01}", "[1", "\"",
			"nul", "{\"id\": tru}", "" })
	void whatIsNoJsonHasNoEnd(String json) {
		assertThat(this.model.cast(json).after()).isNegative();
		assertThat(this.model.row()).isEmpty();
	}

	@Test
	void otherThanAnObjectIsRefused() {
		assertThat(Casting.ofContexts("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}")
			.cast("[]")
			.errors()).containsExactly(Casting.wrong("[]", "Struct(NonEmptyVector(Field(a,String,Nullable,Set(a))))"));
	}

}
