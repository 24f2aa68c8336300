package dev.sluice.table;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnWideningTests {

	private static final Map<String, ColumnType> TYPES = Map.ofEntries(Map.entry("BOOL", ColumnType.BOOL),
			Map.entry("INT64", ColumnType.INT64), Map.entry("FLOAT64", ColumnType.FLOAT64),
			Map.entry("NUMERIC", ColumnType.NUMERIC), Map.entry("BIGNUMERIC", ColumnType.BIGNUMERIC),
			Map.entry("STRING", ColumnType.STRING), Map.entry("BYTES", ColumnType.BYTES),
			Map.entry("DATE", ColumnType.DATE), Map.entry("TIMESTAMP", ColumnType.TIMESTAMP),
			Map.entry("JSON", ColumnType.JSON),
			Map.entry("STRUCT", new ColumnType.Struct(List.of(Column.nullable("a", ColumnType.INT64)))));

	@ParameterizedTest
	@CsvSource({ "INT64, FLOAT64, FLOAT64", "INT64, NUMERIC, NUMERIC", "INT64, BIGNUMERIC, BIGNUMERIC",
			"NUMERIC, BIGNUMERIC, BIGNUMERIC", "DATE, STRING, STRING", "TIMESTAMP, STRING, STRING",
			"DATE, TIMESTAMP, JSON", "FLOAT64, NUMERIC, JSON", "BOOL, INT64, JSON", "BOOL, STRING, JSON",
			"INT64, STRING, JSON", "STRUCT, STRING, JSON", "STRUCT, JSON, JSON", "JSON, INT64, JSON",
			"STRING, STRING, STRING", "BYTES, STRING, JSON" })
	void typesWiden(String one, String other, String widened) {
		assertThat(ColumnWidening.widen(TYPES.get(one), TYPES.get(other))).isEqualTo(TYPES.get(widened));
		assertThat(ColumnWidening.widen(TYPES.get(other), TYPES.get(one))).isEqualTo(TYPES.get(widened));
	}

	@Test
	void limitsThatDifferAreGivenUp() {
		ColumnType ten = new ColumnType.Sized(ColumnType.Kind.STRING, 10L);
		ColumnType money = new ColumnType.Decimal(ColumnType.Kind.NUMERIC, 10, 2);

		assertThat(ColumnWidening.widen(ten, new ColumnType.Sized(ColumnType.Kind.STRING, 20L)))
			.isEqualTo(ColumnType.STRING);
		assertThat(ColumnWidening.widen(money, ColumnType.NUMERIC)).isEqualTo(ColumnType.NUMERIC);
		assertThat(ColumnWidening.widen(money, money)).isEqualTo(money);
	}

	@Test
	void structsMergeTheirColumns() {
		ColumnType one = struct(Column.nullable("a", ColumnType.INT64), Column.nullable("b", ColumnType.DATE));
		ColumnType other = struct(Column.nullable("c", ColumnType.BOOL), Column.nullable("A", ColumnType.FLOAT64),
				Column.nullable("b", ColumnType.STRING));

		ColumnType merged = ColumnWidening.widen(one, other);

		assertThat(merged).isEqualTo(struct(Column.nullable("a", ColumnType.FLOAT64),
				Column.nullable("b", ColumnType.STRING), Column.nullable("c", ColumnType.BOOL)));
	}

	@Test
	void singleValuesAndArraysMakeJson() {
		Column single = Column.nullable("tags", ColumnType.STRING);
		Column array = Column.repeated("tags", ColumnType.STRING);

		assertThat(ColumnWidening.widen(single, array)).isEqualTo(Column.nullable("tags", ColumnType.JSON));
		assertThat(ColumnWidening.widen(array, single)).isEqualTo(Column.nullable("tags", ColumnType.JSON));
	}

	@Test
	void arraysWidenTheirElements() {
		Column integers = Column.repeated("values", ColumnType.INT64);

		assertThat(ColumnWidening.widen(integers, Column.repeated("values", ColumnType.FLOAT64)))
			.isEqualTo(Column.repeated("values", ColumnType.FLOAT64));
		assertThat(ColumnWidening.widen(integers, Column.repeated("values", ColumnType.STRING)))
			.isEqualTo(Column.nullable("values", ColumnType.JSON));
	}

	@Test
	void requiredAndNullableMakeNullable() {
		assertThat(
				ColumnWidening.widen(Column.required("id", ColumnType.INT64), Column.nullable("ID", ColumnType.INT64)))
			.isEqualTo(Column.nullable("id", ColumnType.INT64));
	}

	private static ColumnType struct(Column... columns) {
		return new ColumnType.Struct(List.of(columns));
	}

}
