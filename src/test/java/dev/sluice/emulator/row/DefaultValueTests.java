package dev.sluice.emulator.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DefaultValueTests {

	private static final Instant TIME = Instant.parse("2026-11-20T12:34:56.123456Z");

	@Test
	void literalsAreValuesOfTheColumn() {
		assertThat(value("'a b'", FieldType.STRING)).isEqualTo("a b");
		assertThat(value("\"x\"", FieldType.STRING)).isEqualTo("x");
		assertThat(value("-5", FieldType.INTEGER)).isEqualTo(-5L);
		assertThat(value("TRUE", FieldType.BOOLEAN)).isEqualTo(true);
		assertThat(value("NUMERIC '1.5'", FieldType.NUMERIC)).isEqualTo(new BigDecimal("1.5"));
		assertThat(value("DATE '2024-02-29'", FieldType.DATE)).isEqualTo(LocalDate.of(2024, 2, 29));
		assertThat(value("null", FieldType.DATE)).isNull();
	}

	@Test
	void functionsDependOnTheRow() {
		assertThat(value("CURRENT_TIMESTAMP()", FieldType.TIMESTAMP)).isEqualTo(TIME);
		assertThat(value("current_date", FieldType.DATE)).isEqualTo(LocalDate.of(2026, 11, 20));
		DefaultValue uuid = DefaultValue.parse("GENERATE_UUID()", Field.of("v", FieldType.STRING));
		assertThat(uuid.value(TIME, 1)).isEqualTo(uuid.value(TIME, 1)).isNotEqualTo(uuid.value(TIME, 2));
		assertThat(uuid.value(TIME, 1).toString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
	}

	@Test
	void emptyArrayIsAllowedForRepeatedColumns() {
		Field column = Field.of("v", FieldType.STRING, Mode.REPEATED);

		assertThat(DefaultValue.parse("[]", column).value(TIME, 0)).isEqualTo(List.of());
	}

	@ParameterizedTest
	@CsvSource({ "INTEGER, 'five'", "INTEGER, MY_FUNCTION()", "DATE, 1 + 1", "BOOLEAN, 'maybe'" })
	void otherExpressionsAreRefused(FieldType type, String expression) {
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> value(expression, type));
	}

	private static Object value(String expression, FieldType type) {
		return DefaultValue.parse(expression, Field.of("v", type)).value(TIME, 0);
	}

}
