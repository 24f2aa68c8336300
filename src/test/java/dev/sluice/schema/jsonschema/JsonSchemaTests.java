package dev.sluice.schema.jsonschema;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonSchemaTests {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	@Test
	void keywordsAreRead() {
		JsonSchema schema = schema("""
				{"type": ["integer", "null"], "minimum": 1.0, "maximum": 2.5, "enum": [1, null], "description": "x"}
				""");

		assertThat(schema.is(JsonType.INTEGER)).isTrue();
		assertThat(schema.listsNull()).isTrue();
		assertThat(schema.numbers()).isEqualTo(new NumberKeywords(null, BigDecimal.ONE, new BigDecimal("2.5")));
		assertThat(schema.values()).hasSize(2);
	}

	@Test
	void unknownKeywordsAndNullAreAsIfAbsent() {
		assertThat(schema("{\"$ref\": 5, \"allOf\": true, \"minimum\": null}")).isEqualTo(JsonSchema.ANYTHING);
	}

	@Test
	void lengthsMayBeQuoted() {
		assertThat(schema("{\"maxLength\": \"10\"}")).isEqualTo(schema("{\"maxLength\": 10}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "[]", "{\"type\": \"any\"}", "{\"type\": [\"string\", 1]}", "{\"required\": true}",
			"{\"minimum\": \"1\"}", "{\"maxLength\": 1.5}", "{\"maxLength\": \"much\"}",
			"{\"properties\": {\"a\": true}}", "{\"items\": true}", "{\"enum\": \"a\"}", "{\"oneOf\": {}}",
			"{\"anyOf\": [{\"type\": \"any\"}]}", "{\"additionalProperties\": 1}", "{\"$schema\": \"no uri\"}",
			"{\"format\": 1}", "{\"patternProperties\": {\"a\": {\"items\": {\"type\": 1}}}}" })
	void oneKeywordOfWrongShapeMakesAllUnusable(String document) {
		assertThat(JsonSchema.parse(MAPPER.readTree(document))).isNull();
	}

	@Test
	void schemaWithFarTooManyAlternativesIsNoSchema() {
		String properties = names("p", 3000).map((name) -> "\"" + name + "\": {}").collect(Collectors.joining(","));
		String branches = names("b", 1000).map((name) -> "{\"required\": [\"" + name + "\"]}")
			.collect(Collectors.joining(","));
		String document = "{\"properties\": {%s}, \"oneOf\": [%s]}";

		assertThat(JsonSchema.parse(MAPPER.readTree(document.formatted(properties, branches)))).isNull();
		assertThat(JsonSchema.parse(MAPPER.readTree(document.formatted(properties, "{}")))).isNotNull();
	}

	private static Stream<String> names(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((number) -> prefix + number);
	}

	@Test
	void tupleBecomesOneSchema() {
		JsonSchema simple = schema("""
				{"type": "array", "items": [{"type": "string", "maxLength": 5}, {"type": "integer", "minimum": 1}],
				"additionalItems": {"type": "null"}}
				""").simplified();

		assertThat(simple.arrays().element())
			.isEqualTo(schema("{\"type\": [\"null\", \"string\", \"integer\"], \"maxLength\": 5, \"minimum\": 1}"));
	}

	@Test
	void alternativesOfATupleAreKept() {
		JsonSchema simple = schema(
				"""
						{"type": "array", "items": [{"oneOf": [{"type": "string"}, {"type": "null"}]}, {"anyOf": [{"type": "integer"}]}]}
						""")
			.simplified();

		assertThat(simple.arrays().element()).isEqualTo(schema("{\"type\": [\"string\", \"null\", \"integer\"]}"));
	}

	@Test
	void emptyTupleSaysNothingOfElements() {
		assertThat(schema("{\"type\": \"array\", \"items\": []}").simplified().arrays().element()).isNull();
	}

	@Test
	void objectsWithPropertiesAreClosed() {
		JsonSchema simple = schema("""
				{"type": "object", "properties": {"free": {"type": "object"}}, "patternProperties": {"x": {}}}
				""").simplified();

		assertThat(simple.objects().closed()).isTrue();
		assertThat(simple.objects().patternProperties()).isNull();
		assertThat(simple.objects().members().get("free").objects().closed()).isFalse();
	}

	@Test
	void alternativesBecomeOneObject() {
		JsonSchema simple = schema(
				"""
						{"type": "object", "properties": {"all": {"type": "string"}}, "required": ["all"], "oneOf": [
							{"properties": {"a": {"type": "string"}, "both": {"type": "integer", "minimum": 0}}, "required": ["a", "both"]},
							{"properties": {"b": {"type": "string"}, "both": {"type": "integer", "minimum": 5}}, "required": ["both"]}]}
						""")
			.simplified();

		assertThat(simple.objects().members()).containsOnlyKeys("all", "a", "b", "both");
		assertThat(simple.objects().required()).containsExactlyInAnyOrder("all", "both");
		assertThat(simple.objects().members().get("both").numbers().minimum()).isEqualTo(BigDecimal.ZERO);
		assertThat(simple.oneOf()).isNull();
	}

	@Test
	void whatOnlyOneAlternativeSaysOfItsTypeStays() {
		JsonSchema simple = schema("""
				{"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
				""").simplified();

		assertThat(simple.text().format()).isEqualTo("date");
		assertThat(simple.is(JsonType.STRING)).isTrue();
		assertThat(simple.listsNull()).isTrue();
	}

	@Test
	void differentFormatsAreDropped() {
		JsonSchema simple = schema("""
				{"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}
				""").simplified();

		assertThat(simple.text().format()).isNull();
	}

	@Test
	void propertyOfOneOpenAlternativeIsAnything() {
		JsonSchema simple = schema("""
				{"oneOf": [{"type": ["object", "string"], "properties": {"a": {"type": "string"}}},
					{"type": ["object", "string"], "additionalProperties": {"type": "integer"}}]}
				""").simplified();

		assertThat(simple.objects().members().get("a")).isEqualTo(schema("{\"type\": [\"string\", \"integer\"]}"));
	}

	@Test
	void canonicalTextHasAllKeywordsInOrder() {
		String text = schema("{\"type\": [\"null\", \"string\"], \"maxLength\": 3, \"enum\": [\"a\", null]}")
			.canonicalText();

		assertThat(text).startsWith("{\"multipleOf\":null,\"minimum\":null,\"maximum\":null,\"maxLength\":3,")
			.endsWith("\"type\":[\"null\",\"string\"],\"enum\":[\"a\",null],\"oneOf\":null,\"anyOf\":null,"
					+ "\"description\":null}");
	}

	private static JsonSchema schema(String document) {
		return Objects.requireNonNull(JsonSchema.parse(MAPPER.readTree(document)));
	}

}
