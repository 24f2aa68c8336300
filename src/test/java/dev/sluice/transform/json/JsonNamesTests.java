package dev.sluice.transform.json;

import java.util.List;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for keys and the columns that they stand for.
 */
class JsonNamesTests {

	private final JsonWorld world = JsonWorld.of(Column.nullable("id", ColumnType.INT64),
			Column.nullable("Größe", ColumnType.INT64), Column.nullable("user-id_", ColumnType.INT64),
			Column.nullable("name", ColumnType.STRING), Column.nullable("json", ColumnType.JSON),
			Column.nullable("a_long_name_of_a_column", ColumnType.INT64),
			Column.nullable("another", new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.INT64)))));

	@Test
	void findsColumnsWithoutCase() {
		assertThat(row("{\"ID\":1,\"GRÖßE\":2,\"A_Long_Name_of_a_Column\":3}"))
			.isEqualTo("{\"id\":1,\"Größe\":2,\"a_long_name_of_a_column\":3}");
	}

	@Test
	void findsColumnsByEscapedKeys() {
		assertThat(row("{\"\\u0069d\":1,\"Gr\\u00f6\\u00dfe\":2}")).isEqualTo("{\"id\":1,\"Größe\":2}");
	}

	@Test
	void findsColumnsByKeysThatBigQueryRefuses() {
		assertThat(row("{\"user-id!\":1}")).isEqualTo("{\"user-id_\":1}");
		assertThat(row("{\"user-id!\":2}")).isEqualTo("{\"user-id_\":2}");
	}

	@Test
	void findsColumnsInAnyOrder() {
		assertThat(row("{\"id\":1,\"name\":\"a\"}")).isEqualTo("{\"id\":1,\"name\":\"a\"}");
		assertThat(row("{\"name\":\"a\",\"id\":1}")).isEqualTo("{\"name\":\"a\",\"id\":1}");
		assertThat(row("{\"another\":{\"id\":2},\"id\":1}")).isEqualTo("{\"another\":{\"id\":2},\"id\":1}");
		assertThat(row("{\"id\":1,\"another\":{\"id\":2}}")).isEqualTo("{\"id\":1,\"another\":{\"id\":2}}");
	}

	@Test
	void tellsKeysApartThatBeginOrEndAlike() {
		row("{\"id\":1,\"name\":\"a\"}");
		row("{\"a_long_name_of_a_column\":1}");

		assertThat(this.world.transform("{\"id\":1,\"name2\":\"a\"}").missing()).containsExactly("name2 STRING");
		assertThat(this.world.transform("{\"i\":1,\"namf\":\"a\"}").missing()).containsExactly("i INT64",
				"namf STRING");
		assertThat(this.world.transform("{\"a_long_name_of_b_column\":1}").missing())
			.containsExactly("a_long_name_of_b_column INT64");
	}

	@Test
	void refusesTheSameKeyTwice() {
		Failure failure = this.world.transform("{\"id\":1,\"name\":\"a\",\"id\":1}").failure();

		assertThat(failure.reason()).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(failure.message()).isEqualTo("id: the key stands twice in one object, at byte 19");
	}

	@Test
	void refusesTheSameKeyTwiceWithoutCaseOrEscapes() {
		assertThat(reason("{\"id\":1,\"ID\":1}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"id\":1,\"\\u0069d\":1}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"id\":null,\"id\":null}")).isEqualTo(Reason.DUPLICATE_FIELD);
	}

	@Test
	void refusesTheSameKeyTwiceInStructsAndJson() {
		assertThat(reason("{\"another\":{\"id\":1,\"id\":1}}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"json\":{\"a\":1,\"b\":{\"a\":1},\"a\":1}}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"json\":{\"a\":1,\"\\u0061\":1}}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"json\":{\"\\u0061\":1,\"a\":1}}")).isEqualTo(Reason.DUPLICATE_FIELD);
	}

	@Test
	void refusesTheSameUnknownKeyTwice() {
		assertThat(reason("{\"new\":1,\"new\":1}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"new\":1,\"NEW\":1}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"new\":{\"a\":1,\"A\":1}}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason("{\"new\":null,\"new\":null}")).isEqualTo(Reason.DUPLICATE_FIELD);
	}

	@Test
	void takesTheSameKeyInDifferentObjects() {
		assertThat(row("{\"id\":1,\"another\":{\"id\":1},\"json\":[{\"id\":1},{\"id\":{\"id\":1}}]}"))
			.isEqualTo("{\"id\":1,\"another\":{\"id\":1},\"json\":[{\"id\":1},{\"id\":{\"id\":1}}]}");
	}

	@Test
	void findsADuplicateAmongManyKeys() {
		StringBuilder keys = new StringBuilder("{\"json\":{\"key-500\":{}");
		for (int i = 0; i < 1000; i++) {
			keys.append(",\"key-").append((i == 500) ? "x" : i).append("\":{\"key-").append(i).append("\":0}");
		}

		assertThat(this.world.transform(keys + "}}").isOne()).isTrue();
		assertThat(reason(keys + ",\"key-500\":1}}")).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(reason(keys + ",\"key-\\u0037\":1}}")).isEqualTo(Reason.DUPLICATE_FIELD);
	}

	@Test
	void namesBothKeysThatFallTogether() {
		Failure failure = this.world.transform("{\"new?\":1,\"id\":1,\"new!\":2}").failure();

		assertThat(failure.reason()).isEqualTo(Reason.BAD_NAME);
		assertThat(failure.message())
			.isEqualTo("new!: the fields 'new?' and 'new!' have the same column name, at byte 17");
	}

	@Test
	void namesBothKeysThatFallTogetherInAColumnOrANewStruct() {
		assertThat(this.world.transform("{\"user-id!\":1,\"user-id_\":1}").failure().message())
			.contains("'user-id!' and 'user-id_'");
		assertThat(this.world.transform("{\"new\":{\"a?\":1,\"a!\":1}}").failure().message()).contains("'a?' and 'a!'");
	}

	@Test
	void refusesANameAbove300Characters() {
		String longest = "x".repeat(300);

		assertThat(this.world.transform("{\"" + longest + "\":1}").missing()).containsExactly(longest + " INT64");
		assertThat(reason("{\"" + longest + "x\":1}")).isEqualTo(Reason.BAD_NAME);
		assertThat(reason("{\"new\":{\"" + longest + "x\":1}}")).isEqualTo(Reason.BAD_NAME);
	}

	@Test
	void leavesOutALongNameWhereNoColumnIsMade() {
		JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.IGNORE, OnTypeConflict.DEAD_LETTER);

		assertThat(world.transform("{\"" + "x".repeat(301) + "\":1}").row()).isEqualTo("{}");
	}

	@Test
	void refusesTheNameOfASourceColumn() {
		ColumnsProperties names = new ColumnsProperties("Topic", null, null, null, null, null, null,
				ColumnsProperties.RawType.BYTES, "overflow");
		JsonWorld world = JsonWorld.of(JsonWorld.router("shop.orders"), names, JsonWorld.DEFAULTS, OnUnknownField.ADD,
				OnTypeConflict.DEAD_LETTER, Column.nullable("topic", ColumnType.STRING),
				Column.nullable("id", ColumnType.INT64));

		assertThat(world.transform("{\"id\":1}").row()).isEqualTo("{\"topic\":\"orders\",\"id\":1}");
		assertThat(world.transform("{\"TOPIC\":\"x\"}").reason()).isEqualTo(Reason.BAD_NAME);
	}

	@Test
	void survivesRecordsWhoseKeysAreNeverTheSame() {
		JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.IGNORE, OnTypeConflict.DEAD_LETTER,
				Column.nullable("id", ColumnType.INT64));
		for (int i = 0; i < 30_000; i++) {
			assertThat(world.transform("{\"key-" + i + "\":1,\"id\":2}").row()).isEqualTo("{\"id\":2}");
		}
	}

	@Test
	void refusesMoreKeysThanATableHasColumns() {
		StringBuilder keys = new StringBuilder("{\"id\":1");
		for (int i = 0; i <= 20_000; i++) {
			keys.append(",\"key-").append(i).append("\":0");
		}

		assertThat(reason(keys + "}")).isEqualTo(Reason.TOO_LARGE);
		assertThat(row("{\"id\":1}")).isEqualTo("{\"id\":1}");
	}

	private String row(String json) {
		return this.world.transform(json).row();
	}

	private Reason reason(String json) {
		return this.world.transform(json).reason();
	}

}
