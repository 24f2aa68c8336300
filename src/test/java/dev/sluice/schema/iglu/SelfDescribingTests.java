package dev.sluice.schema.iglu;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SelfDescribingTests {

	private static final String META = "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#";

	@Test
	void dataMayBeAnyJsonAndOtherMembersDoNotCount() {
		SelfDescribingData data = SelfDescribingData
			.parse(json("{'note': 1, 'schema': 'iglu:com.acme/cart/jsonschema/1-0-0', 'data': null}"));

		assertThat(data.schema().name()).isEqualTo("cart");
		assertThat(data.data().isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"data": {}}                                               | INVALID_DATA_PAYLOAD
			{"schema": 7, "data": {}}                                  | INVALID_DATA_PAYLOAD
			{"schema": "iglu:com.acme/cart/jsonschema/1-0-0"}          | INVALID_DATA_PAYLOAD
			"iglu:com.acme/cart/jsonschema/1-0-0"                      | INVALID_DATA_PAYLOAD
			{"schema": "com.acme/cart", "data": {}}                    | INVALID_IGLUURI
			{"schema": "iglu:com.acme/cart/jsonschema/1-0-01", "data": {}} | INVALID_SCHEMAVER""")
	void whatIsNoSelfDescribingDataHasACode(String json, ParseError error) {
		assertThatExceptionOfType(IgluFormatException.class).isThrownBy(() -> SelfDescribingData.parse(json(json)))
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(error));
	}

	@Test
	void schemaIsItsBodyWithoutWhatNamesIt() {
		SelfDescribingSchema schema = SelfDescribingSchema.parse(json("{'$schema': '" + META
				+ "', 'self': {'vendor': 'com.acme', 'name': 'cart', 'format': 'jsonschema', 'version': '1-0-0'},"
				+ " 'type': 'object'}"));

		assertThat(schema.key().uri()).isEqualTo("iglu:com.acme/cart/jsonschema/1-0-0");
		assertThat(schema.body()).isEqualTo(json("{'type': 'object'}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"vendor": "com.acme", "format": "jsonschema", "version": "1-0-0"}              | INVALID_SCHEMA
			"com.acme"                                                                      | INVALID_SCHEMA
			{"vendor": "com.acme", "name": "a", "format": "jsonschema", "version": "1-?-?"} | INVALID_SCHEMAVER
			{"vendor": "com.acme", "name": "a", "format": "jsonschema"}                     | INVALID_SCHEMAVER""")
	void schemaThatDoesNotNameItselfHasACode(String self, ParseError error) {
		assertThatExceptionOfType(IgluFormatException.class)
			.isThrownBy(() -> SelfDescribingSchema.parse(json("{'$schema': '" + META + "', 'self': " + self + "}")))
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(error));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{'self': {}}", "{'$schema': 'http://json-schema.org/draft-04/schema#'}" })
	void schemaOfAnotherKindHasACode(String document) {
		assertThatExceptionOfType(IgluFormatException.class)
			.isThrownBy(() -> SelfDescribingSchema.parse(json(document)))
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(ParseError.INVALID_METASCHEMA));
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text.replace('\'', '"'));
	}

}
