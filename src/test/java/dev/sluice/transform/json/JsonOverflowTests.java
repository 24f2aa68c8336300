package dev.sluice.transform.json;

import java.util.List;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for fields without a column and values that do not fit theirs.
 */
class JsonOverflowTests {

	private static final ColumnType ITEM = new ColumnType.Struct(
			List.of(Column.nullable("price", ColumnType.INT64), Column.repeated("tags", ColumnType.STRING)));

	private static final Column[] COLUMNS = { Column.nullable("id", ColumnType.INT64), Column.nullable("item", ITEM),
			Column.repeated("items", ITEM), Column.repeated("numbers", ColumnType.INT64),
			Column.nullable("overflow", ColumnType.JSON) };

	private final JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.OVERFLOW, OnTypeConflict.OVERFLOW,
			COLUMNS);

	@Test
	void leavesOutUnknownFields() {
		JsonWorld ignoring = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.IGNORE, OnTypeConflict.DEAD_LETTER,
				COLUMNS);

		for (int i = 0; i < 3; i++) {
			assertThat(ignoring.transform("{\"a\":{\"b\":[1]},\"id\":1,\"item\":{\"x\":null,\"price\":2}}").row())
				.isEqualTo("{\"id\":1,\"item\":{\"price\":2}}");
		}
	}

	@Test
	void refusesUnknownFields() {
		JsonWorld refusing = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.DEAD_LETTER, OnTypeConflict.DEAD_LETTER,
				COLUMNS);

		assertThat(refusing.transform("{\"id\":1,\"item\":{\"x\":2}}").failure().message())
			.isEqualTo("item.x: the table has no such column, at byte 20");
		assertThat(refusing.transform("{\"a\":null}").reason()).isEqualTo(Reason.UNKNOWN_FIELD);
	}

	@Test
	void keepsUnknownFieldsByTheirPaths() {
		String row = this.world
			.transform("{\"a\":{\"b\": [1]},\"id\":1,\"item\":{\"x\":null},\"items\":[{},{\"y\":\"z\"}]}")
			.row();

		assertThat(row).isEqualTo("{\"id\":1,\"item\":{},\"items\":[{},{}],"
				+ "\"overflow\":{\"a\":{\"b\": [1]},\"item.x\":null,\"items[1].y\":\"z\"}}");
	}

	@Test
	void keepsUnknownFieldsByTheirPathsWhereConflictsAreDead() {
		JsonWorld strict = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.OVERFLOW, OnTypeConflict.DEAD_LETTER,
				COLUMNS);

		assertThat(strict.transform("{\"Item\":{\"x\":1},\"items\":[{},{\"y\":2}]}").row())
			.isEqualTo("{\"item\":{},\"items\":[{},{}],\"overflow\":{\"Item.x\":1,\"items[1].y\":2}}");
	}

	@Test
	void keepsConflictingValuesByTheirPaths() {
		String row = this.world
			.transform("{\"id\":\"x\",\"item\":{\"price\":1.5,\"tags\":[\"a\"]},\"items\":[{\"price\":true}]}")
			.row();

		assertThat(row).isEqualTo("{\"item\":{\"tags\":[\"a\"]},\"items\":[{}],"
				+ "\"overflow\":{\"id\":\"x\",\"item.price\":1.5,\"items[0].price\":true}}");
	}

	@Test
	void keepsWholeArraysOfWhichOneElementDoesNotFit() {
		String row = this.world
			.transform("{\"numbers\":[1,2,\"x\"],\"items\":[{\"price\":\"y\"},{\"new\":1},3],\"id\":[1]}")
			.row();

		assertThat(row).isEqualTo(
				"{\"overflow\":{\"numbers\":[1,2,\"x\"],\"items\":[{\"price\":\"y\"},{\"new\":1},3],\"id\":[1]}}");
	}

	@Test
	void keepsArraysWithNullElements() {
		assertThat(this.world.transform("{\"numbers\":[1,null]}").row())
			.isEqualTo("{\"overflow\":{\"numbers\":[1,null]}}");
	}

	@Test
	void keepsNamesApartThatLookLikePaths() {
		String row = this.world.transform("{\"item.x\":1,\"item\":{\"x\":2},\"a[0]\":3,\"\":4,\"q\\\"\\n\":5}").row();

		assertThat(row).isEqualTo("{\"item\":{},\"overflow\":{\"[\\\"item.x\\\"]\":1,\"item.x\":2,\"[\\\"a[0]\\\"]\":3,"
				+ "\"[\\\"\\\"]\":4,\"[\\\"q\\\\\\\"\\u000a\\\"]\":5}}");
	}

	@Test
	void writesNothingWithoutOverflow() {
		assertThat(this.world.transform("{\"id\":1}").row()).isEqualTo("{\"id\":1}");
	}

	@Test
	void refusesMalformedValuesEvenSo() {
		assertThat(this.world.transform("{\"id\":[1,}").reason()).isEqualTo(Reason.MALFORMED);
		assertThat(this.world.transform("{\"id\":{\"a\":1,\"a\":1}}").reason()).isEqualTo(Reason.DUPLICATE_FIELD);
		assertThat(this.world.transform("{\"a\":1,\"a\":2}").reason()).isEqualTo(Reason.DUPLICATE_FIELD);
	}

	@Test
	void refusesTheNameOfTheOverflowColumn() {
		assertThat(this.world.transform("{\"Overflow\":{}}").reason()).isEqualTo(Reason.BAD_NAME);
	}

	@Test
	void needsTheOverflowColumnOnlyWithOverflow() {
		JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.ADD, OnTypeConflict.OVERFLOW,
				Column.nullable("id", ColumnType.INT64));

		assertThat(world.transform("{\"id\":1}").missing()).isEmpty();
		assertThat(world.transform("{\"id\":\"x\"}").missing()).containsExactly("overflow JSON");
		assertThat(world.transform("{\"id\":\"x\",\"new\":1}").missing()).containsExactlyInAnyOrder("overflow JSON",
				"new INT64");
	}

	@Test
	void keepsValuesThatNoColumnCouldHold() {
		JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.ADD, OnTypeConflict.OVERFLOW, COLUMNS);

		Verdict verdict = world.transform("{\"item\":{\"new\":[1,null]}}");

		assertThat(verdict.missing()).isEmpty();
		assertThat(verdict.row()).isEqualTo("{\"item\":{},\"overflow\":{\"item.new\":[1,null]}}");
	}

	@Test
	void refusesAnOverflowColumnOfAnotherType() {
		JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.OVERFLOW, OnTypeConflict.DEAD_LETTER,
				Column.nullable("overflow", ColumnType.INT64));

		assertThat(world.transform("{}").row()).isEqualTo("{}");
		assertThat(world.transform("{\"a\":1}").reason()).isEqualTo(Reason.WRONG_TYPE);
	}

}
