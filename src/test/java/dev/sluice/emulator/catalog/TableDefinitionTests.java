package dev.sluice.emulator.catalog;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.call.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TableDefinitionTests {

	@Test
	void typesAreNamedAsRestNamesThem() {
		TableDefinition definition = parse(
				"{'schema': {'fields': [{'name': 'a', 'type': 'int64'}, {'name': 'b', 'type': "
						+ "'STRUCT', 'fields': [{'name': 'c', 'type': 'BOOL', 'mode': 'repeated'}]}]}}");

		assertThat(definition.schema().json()).isEqualTo(json("{'fields': [{'name': 'a', 'type': 'INTEGER', 'mode': "
				+ "'NULLABLE'}, {'name': 'b', 'type': 'RECORD', 'mode': 'NULLABLE', 'fields': [{'name': 'c', 'type': "
				+ "'BOOLEAN', 'mode': 'REPEATED'}]}]}"));
	}

	@Test
	void whatIsNotUnderstoodIsKept() {
		TableDefinition definition = parse("{'friendlyName': 'Orders', 'numRows': '5', 'schema': {'fields': [{'name': "
				+ "'a', 'type': 'STRING', 'policyTags': {'names': ['x']}}]}}");

		assertThat(definition.json().get("friendlyName").getAsString()).isEqualTo("Orders");
		assertThat(definition.json().has("numRows")).isFalse();
		assertThat(definition.schema().fields().get(0).json().has("policyTags")).isTrue();
	}

	@Test
	void patchReplacesTheSchemaMergesLabelsAndRemovesNulls() {
		TableDefinition patched = parse("{'description': 'd', 'labels': {'a': '1', 'b': '2'}}")
			.patched(json("{'description': null, 'labels': {'b': null, 'c': '3'}, 'schema': {'fields': [{'name': 'x', "
					+ "'type': 'DATE'}]}}"));

		assertThat(patched.json().has("description")).isFalse();
		assertThat(patched.json().getAsJsonObject("labels")).isEqualTo(json("{'a': '1', 'c': '3'}"));
		assertThat(patched.schema().find("X")).isPresent();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{'schema': {'fields': [{'name': 'a.b', 'type': 'STRING'}]}}                              | Invalid field name "a.b".
					{'schema': {'fields': [{'name': '_TABLE_x', 'type': 'STRING'}]}}                         | Invalid field name "_TABLE_x".
					{'schema': {'fields': [{'name': 'a', 'type': 'TEXT'}]}}                                  | Invalid value for type: TEXT
					{'schema': {'fields': [{'name': 'a', 'type': 'RECORD'}]}}                                | Field a is type RECORD but has no schema
					{'schema': {'fields': [{'name': 'a', 'type': 'DATE'}, {'name': 'A', 'type': 'DATE'}]}}   | Field A already exists in schema
					{'schema': {'fields': [{'name': 'a', 'type': 'RANGE'}]}}                                 | Field a is type RANGE but has no valid element type
					{'timePartitioning': {'type': 'DAY', 'field': 'a'}}                                      | The field specified for time partitioning cannot be found in the schema.
					{'schema': {'fields': [{'name': 'a', 'type': 'STRING'}]}, 'timePartitioning': {'type': 'DAY', 'field': 'a'}} | The field specified for partitioning can only be of type TIMESTAMP, DATE or DATETIME.
					{'clustering': {'fields': ['a']}}                                                        | The field specified for clustering cannot be found in the schema.
					""")
	void definitionIsRefused(String definition, String words) {
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> parse(definition)).withMessageStartingWith(words);
	}

	private static TableDefinition parse(String text) {
		return TableDefinition.parse(json(text));
	}

	private static JsonObject json(String text) {
		return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
	}

}
