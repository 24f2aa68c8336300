package dev.sluice.table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "id", "_id", "orderId", "größe", "заказ", "注文", "a-b", "a b", "a&%=+:'<>#|b", "e\u0301",
			"a1", "__x", "_TABLE", "_PART", "𝒳" })
	void namesThatBigQueryTakesStay(String field) {
		assertThat(ColumnName.of(field)).isEqualTo(field);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "a.b, a_b", "`a,b`, a_b", "`a\"b`, a_b", "a!$()*/;?@[\\]^{}~b, a________________b", "1st, _1st",
					"٣x, _٣x", "_TABLE_x, __TABLE_x", "_partitiontime, __partitiontime",
					"_PARTITIONDATE, __PARTITIONDATE", "_FILE_NAME, __FILE_NAME", "__root__, ___root__",
					"_change_type, __change_type", "*PARTITIONTIME, __PARTITIONTIME", "``, _", "a\u0000b, a_b",
					"a\u00a0b, a_b", "a😀b, a_b" })
	void othersAreChanged(String field, String name) {
		assertThat(ColumnName.of(field)).isEqualTo(name);
	}

	@Test
	void namesThatAreTooLongAreRefused() {
		assertThat(ColumnName.of("𝒳".repeat(300))).isEqualTo("𝒳".repeat(300));
		assertThat(ColumnName.of("x".repeat(301))).isNull();
		assertThat(ColumnName.of("1".repeat(300))).isNull();
	}

}
