package dev.sluice.schema.snowplow;

import java.util.List;

import dev.sluice.schema.snowplow.FieldType.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class VersionFieldsTests {

	private final VersionFields fields = new VersionFields(EntityLayout.V1, EntityRules.SLUICE);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"type\":\"string\"} | TEXT | true", "{\"type\":[\"string\",\"null\"]} | TEXT | false",
					"{\"type\":\"string\",\"format\":\"date\"} | DATE_TEXT | true",
					"{\"type\":\"string\",\"format\":\"date-time\"} | TIMESTAMP_TEXT | true",
					"{\"type\":\"string\",\"format\":\"time\"} | TEXT | true",
					"{\"type\":\"boolean\"} | BOOLEAN | true", "{\"type\":\"integer\",\"maximum\":5} | INT64 | true",
					"{\"type\":[\"number\",\"integer\"]} | FLOAT64 | true",
					"{\"type\":[\"integer\",\"string\"]} | TEXT | true", "{\"enum\":[1,2.0,null]} | INT64 | false",
					"{\"enum\":[1,2.5]} | FLOAT64 | true", "{\"enum\":[\"a\",1]} | TEXT | true", "{} | TEXT | true",
					"{\"type\":\"object\"} | TEXT | true", "{\"type\":\"array\"} | TEXT | true",
					"{\"type\":\"null\"} | TEXT | false" })
	void typesOfSingleValues(String schema, Scalar type, boolean required) {
		Field field = this.fields.field("someValue", Schemas.schema(schema), true);

		assertThat(field).isEqualTo(new Field("some_value", type, required, List.of("someValue")));
	}

	@Test
	void requiredFieldsComeFirstThenArrays() {
		Field field = this.fields.field("x",
				Schemas
					.schema("""
							{"type": "object", "required": ["z", "m"], "properties": {"b": {"type": "string"}, "z": {"type": "string"},
							"list": {"type": "array", "items": {"type": "string"}}, "m": {"type": "string"}, "A": {"type": "string"}}}
							"""),
				false);

		assertThat(((FieldType.Struct) field.type()).fields()).extracting(Field::name)
			.containsExactly("m", "z", "list", "a", "b");
	}

	@Test
	void arraysInArraysAreText() {
		Field field = this.fields.field("x", Schemas.schema("""
				{"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}
				"""), false);

		assertThat(field.type()).isEqualTo(new FieldType.Array(Scalar.TEXT, true));
	}

	@Test
	void fieldsOfOneNameGetNumbers() {
		Field field = this.fields.field("x", Schemas.schema("""
				{"type": "object", "properties": {"a_b": {"type": "string"}, "aB": {"type": "boolean"},
				"a.b": {"type": "integer"}, "a_b_2": {"type": "string"}}}
				"""), false);

		assertThat(((FieldType.Struct) field.type()).fields())
			.extracting(Field::name, (inner) -> inner.accessors().get(0))
			.containsExactly(tuple("a_b", "a.b"), tuple("a_b_3", "aB"), tuple("a_b_4", "a_b"), tuple("a_b_2", "a_b_2"));
	}

	@Test
	void legacyTimesAreChecked() {
		VersionFields legacy = new VersionFields(EntityLayout.LEGACY, EntityRules.SLUICE);

		assertThat(legacy.field("x", Schemas.schema("{\"type\":\"string\",\"format\":\"date-time\"}"), true).type())
			.isEqualTo(Scalar.TIMESTAMP);
	}

}
