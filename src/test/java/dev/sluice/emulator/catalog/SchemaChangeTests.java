package dev.sluice.emulator.catalog;

import java.util.List;

import com.google.gson.JsonParser;
import dev.sluice.emulator.call.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaChangeTests {

	private static final TableId TABLE = new TableId("p", "d", "t");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					a INTEGER NULLABLE               | a INTEGER NULLABLE, b STRING REQUIRED | Cannot add required fields to an existing schema. (field: b)
					a FLOAT NULLABLE                 | a INTEGER NULLABLE                    | Field a has changed type from FLOAT to INTEGER
					a STRING REPEATED                | a STRING NULLABLE                     | Field a has changed mode from REPEATED to NULLABLE
					a STRING NULLABLE                | a STRING REQUIRED                     | Field a has changed mode from NULLABLE to REQUIRED
					a STRING NULLABLE, b DATE NULLABLE | a STRING NULLABLE                   | Field b is missing in new schema
					a NUMERIC(10) NULLABLE           | a NUMERIC(9) NULLABLE                 | Field a has changed type from NUMERIC(10) to NUMERIC(9)
					a STRING NULLABLE                | a STRING(5) NULLABLE                  | Field a has changed type from STRING to STRING(5)
					""")
	void changeIsRefusedInBigQuerysWords(String from, String to, String words) {
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> SchemaChange.check(TABLE, schema(from), schema(to)))
			.withMessage("Provided Schema does not match Table p:d.t. " + words)
			.satisfies((error) -> assertThat(error.httpStatus()).isEqualTo(400));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a STRING REQUIRED    | a STRING NULLABLE
			a STRING(5) NULLABLE | a STRING(6) NULLABLE
			a STRING(5) NULLABLE | a STRING NULLABLE
			a INTEGER NULLABLE   | A INTEGER NULLABLE, b STRING REPEATED
			""")
	void changeIsAllowed(String from, String to) {
		assertThatCode(() -> SchemaChange.check(TABLE, schema(from), schema(to))).doesNotThrowAnyException();
	}

	@Test
	void columnInFrontOfAnotherIsAFailedPrecondition() {
		assertThatExceptionOfType(ApiError.class).isThrownBy(
				() -> SchemaChange.check(TABLE, schema("a DATE NULLABLE"), schema("b DATE NULLABLE, a DATE NULLABLE")))
			.satisfies((error) -> assertThat(error.httpStatus()).isEqualTo(412));
	}

	@Test
	void requiredFieldIsAllowedInsideANewRecordOnly() {
		Field inside = Field.of("x", FieldType.STRING, Mode.REQUIRED);
		Field old = Field.record("r", Mode.NULLABLE, List.of(Field.of("y", FieldType.STRING)));
		Field grown = Field.record("r", Mode.NULLABLE, List.of(Field.of("y", FieldType.STRING), inside));

		assertThatCode(() -> SchemaChange.check(TABLE, Schema.EMPTY,
				new Schema(List.of(Field.record("r", Mode.NULLABLE, List.of(inside))))))
			.doesNotThrowAnyException();
		assertThatExceptionOfType(ApiError.class)
			.isThrownBy(() -> SchemaChange.check(TABLE, new Schema(List.of(old)), new Schema(List.of(grown))))
			.withMessageEndingWith("(field: r.x)");
	}

	@Test
	void jobsRefuseInTheirOwnWords() {
		assertThatExceptionOfType(ApiError.class)
			.isThrownBy(() -> SchemaChange.checkJob(schema("a NUMERIC NULLABLE"), schema("a STRING NULLABLE")))
			.withMessage("Invalid schema update. Field a has changed type from NUMERIC to STRING");
	}

	private static Schema schema(String text) {
		StringBuilder json = new StringBuilder("{\"fields\": [");
		for (String column : text.strip().split(", ")) {
			String[] words = column.split("[ ()]+");
			boolean limited = words.length == 4;
			json.append((json.charAt(json.length() - 1) == '[') ? "" : ",")
				.append("{\"name\": \"%s\", \"type\": \"%s\", \"mode\": \"%s\"".formatted(words[0], words[1],
						words[words.length - 1]));
			json.append(!limited ? ""
					: ", \"%s\": \"%s\"".formatted(words[1].equals("STRING") ? "maxLength" : "precision", words[2]))
				.append('}');
		}
		return Schema.parse(JsonParser.parseString(json.append("]}").toString()));
	}

}
