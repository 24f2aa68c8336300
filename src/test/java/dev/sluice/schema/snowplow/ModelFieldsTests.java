package dev.sluice.schema.snowplow;

import java.util.List;

import dev.sluice.schema.snowplow.FieldType.Decimal;
import dev.sluice.schema.snowplow.FieldType.Scalar;
import dev.sluice.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ModelFieldsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"type\":\"string\"} | STRING", "{\"type\":\"string\",\"format\":\"date\"} | DATE",
					"{\"type\":\"string\",\"format\":\"date-time\"} | TIMESTAMP", "{\"type\":\"boolean\"} | BOOLEAN",
					"{\"type\":\"integer\"} | INT64", "{\"type\":\"integer\",\"minimum\":0,\"maximum\":9} | INT32",
					"{\"type\":\"integer\",\"minimum\":0,\"maximum\":3000000000} | INT64",
					"{\"type\":\"number\"} | FLOAT64", "{\"type\":\"number\",\"multipleOf\":1.0} | INT64",
					"{\"type\":\"number\",\"multipleOf\":0.01} | FLOAT64", "{\"type\":\"object\"} | JSON",
					"{\"type\":[\"string\",\"integer\"]} | JSON", "{\"enum\":[1,2]} | INT32",
					"{\"enum\":[1,3000000000]} | INT64", "{\"enum\":[\"a\"]} | STRING", "{\"enum\":[\"a\",1]} | JSON" })
	void typesOfSingleValues(String schema, Scalar type) {
		assertThat(type(schema)).isEqualTo(type);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"type\":\"number\",\"multipleOf\":0.01,\"minimum\":0,\"maximum\":9999999} | 9 | 2",
					"{\"type\":\"number\",\"multipleOf\":0.01,\"minimum\":-10000000,\"maximum\":0} | 18 | 2",
					"{\"type\":\"number\",\"multipleOf\":0.001,\"minimum\":0.5,\"maximum\":99.5} | 9 | 3",
					"{\"type\":\"integer\",\"minimum\":0,\"maximum\":10000000000000000000} | 38 | 0",
					"{\"enum\":[1.25,-1000]} | 9 | 2" })
	void typesOfExactNumbers(String schema, int precision, int scale) {
		assertThat(type(schema)).isEqualTo(new Decimal(precision, scale));
	}

	@Test
	void decimalsOfMoreThanNineDigitsAfterThePointAreBig() {
		assertThat(new Decimal(18, 9).columnType()).isEqualTo(ColumnType.NUMERIC);
		assertThat(new Decimal(18, 10).columnType()).isEqualTo(ColumnType.BIGNUMERIC);
	}

	@Test
	void emptyObjectsHaveNoField() {
		assertThat(type("{\"type\":\"object\",\"additionalProperties\":false}")).isNull();
		assertThat(type("{\"type\":\"array\",\"items\":{\"type\":\"object\",\"additionalProperties\":false}}"))
			.isNull();
		assertThat(type("""
				{"type":"object","properties":{"a":{"type":"object","additionalProperties":false}}}
				""")).isNull();
	}

	@Test
	void fieldsOfOneNameBecomeOne() {
		FieldType type = type(
				"""
						{"type":"object","required":["aB"],"properties":{"a_b":{"type":"string"},"aB":{"type":"integer"},"A":{}}}
						""");

		assertThat(type).isEqualTo(new FieldType.Struct(List.of(new Field("a", Scalar.JSON, false, List.of("A")),
				new Field("a_b", Scalar.INT64, true, List.of("aB", "a_b")))));
	}

	@Test
	void arraysTellWhetherElementsMayBeNull() {
		assertThat(type("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"))
			.isEqualTo(new FieldType.Array(Scalar.STRING, false));
		assertThat(type("{\"type\":\"array\"}")).isEqualTo(new FieldType.Array(Scalar.JSON, true));
		assertThat(type("{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}"))
			.isEqualTo(new FieldType.Array(Scalar.JSON, true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"type\":\"string\"} | true", "{\"type\":[\"string\",\"null\"]} | false",
					"{\"enum\":[\"a\",null]} | false", "{\"enum\":[\"a\"]} | true", "{} | false",
					"{\"type\":\"string\",\"enum\":[null]} | true" })
	void nullMakesOptional(String schema, boolean required) {
		Field field = new ModelFields(EntityRules.SLUICE).field("x", Schemas.schema(schema), true);

		assertThat(field).isNotNull().extracting(Field::required).isEqualTo(required);
	}

	private static @Nullable FieldType type(String schema) {
		Field field = new ModelFields(EntityRules.SLUICE).field("x", Schemas.schema(schema).simplified(), false);
		return (field != null) ? field.type() : null;
	}

}
