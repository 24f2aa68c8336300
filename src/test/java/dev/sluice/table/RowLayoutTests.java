package dev.sluice.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RowLayoutTests {

	private static final TableName ORDERS = new TableName("p", "shop", "orders");

	private static final Column ID = Column.required("id", ColumnType.INT64);

	private static final Column NOTE = Column.nullable("note", ColumnType.STRING);

	private static final Column CITY = Column.nullable("city", ColumnType.STRING);

	@ParameterizedTest
	@CsvSource({ "orderId, 0", "ORDERID, 0", "orderid, 0", "größe, 1", "GRÖSSE, -1", "GRÖßE, 1", "Größe, 1",
			"orderI, -1", "orderIdd, -1", "'', -1", "заказ, 2", "ЗАКАЗ, 2" })
	void namesAreFoundWithoutCase(String name, int field) {
		RowLayout layout = layout(Column.nullable("orderId", ColumnType.INT64),
				Column.nullable("größe", ColumnType.INT64), Column.nullable("Заказ", ColumnType.INT64));

		for (int expected = -1; expected <= 3; expected++) {
			assertThat(find(layout, name, expected)).isEqualTo(field);
		}
		assertThat(layout.field(name)).isEqualTo(field);
	}

	@Test
	void manyNamesAreAllFound() {
		List<Column> columns = new ArrayList<>();
		for (int i = 0; i < TableSchema.MAX_COLUMNS; i++) {
			columns.add(Column.nullable("Column_" + i, ColumnType.BOOL));
		}
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(columns));

		for (int i = 0; i < columns.size(); i++) {
			assertThat(find(layout, columns.get(i).name().toUpperCase(Locale.ROOT), 0)).isEqualTo(i);
		}
		assertThat(find(layout, "Column_" + columns.size(), 0)).isEqualTo(RowLayout.NONE);
	}

	@Test
	void evolvedLayoutKeepsFieldsAndAppendsNewOnes() {
		RowLayout layout = layout(ID, NOTE);

		RowLayout evolved = layout.evolve(new TableSchema(List.of(CITY, ID, NOTE)));

		assertThat(evolved.version()).isEqualTo(layout.version() + 1);
		assertThat(evolved.field("id")).isEqualTo(layout.field("id"));
		assertThat(evolved.field("note")).isEqualTo(layout.field("note"));
		assertThat(evolved.field("city")).isEqualTo(2);
		assertThat(layout.field("city")).isEqualTo(RowLayout.NONE);
	}

	@Test
	void fieldOfDroppedColumnIsNotUsedAgain() {
		RowLayout layout = layout(ID, NOTE);

		RowLayout dropped = layout.evolve(new TableSchema(List.of(ID)));
		RowLayout addedAgain = dropped.evolve(new TableSchema(List.of(ID, NOTE)));

		assertThat(find(dropped, "note", 1)).isEqualTo(RowLayout.NONE);
		assertThat(dropped.retired(1)).isTrue();
		assertThat(addedAgain.field("note")).isEqualTo(2);
		assertThat(addedAgain.retired(1)).isTrue();
		assertThat(addedAgain.retired(2)).isFalse();
	}

	@Test
	void columnOfAnotherTypeGetsAnotherField() {
		RowLayout layout = layout(NOTE, CITY);

		RowLayout evolved = layout.evolve(new TableSchema(
				List.of(Column.nullable("note", ColumnType.INT64), Column.repeated("city", ColumnType.STRING))));

		assertThat(evolved.field("note")).isEqualTo(2);
		assertThat(evolved.field("city")).isEqualTo(3);
	}

	@Test
	void longerStringsKeepTheirField() {
		RowLayout layout = layout(Column.nullable("note", new ColumnType.Sized(ColumnType.Kind.STRING, 10L)));

		RowLayout evolved = layout.evolve(new TableSchema(List.of(NOTE)));

		assertThat(evolved.field("note")).isZero();
		assertThat(evolved.column(0)).isEqualTo(NOTE);
		assertThat(evolved).isNotSameAs(layout);
	}

	@Test
	void nestedColumnsKeepTheirFieldsToo() {
		RowLayout layout = layout(ID, struct("address", NOTE, CITY));

		RowLayout evolved = layout.evolve(new TableSchema(List.of(ID, struct("address", CITY, NOTE, ID))));

		RowLayout address = evolved.nested(1);
		assertThat(address.field("note")).isZero();
		assertThat(address.field("city")).isEqualTo(1);
		assertThat(address.field("id")).isEqualTo(2);
		assertThat(address.path()).isEqualTo(FieldPath.of("address"));
		assertThat(address.path(2)).isEqualTo(FieldPath.of("address", "id"));
	}

	@Test
	void descriptionsAreNoChange() {
		RowLayout layout = layout(ID, struct("address", CITY));
		Column described = new Column("city", CITY.type(), CITY.mode(), null, "where");

		assertThat(layout.evolve(layout.schema())).isSameAs(layout);
		assertThat(layout.evolve(new TableSchema(List.of(ID, struct("address", described))))).isSameAs(layout);
	}

	@Test
	void relaxingAndDefaultsAreChanges() {
		RowLayout layout = layout(ID, NOTE);

		RowLayout relaxed = layout.evolve(new TableSchema(List.of(Column.nullable("id", ColumnType.INT64), NOTE)));
		RowLayout withDefault = layout.evolve(new TableSchema(
				List.of(ID, new Column("note", ColumnType.STRING, Column.Mode.NULLABLE, "'none'", null))));

		assertThat(layout.hasRequired()).isTrue();
		assertThat(relaxed.hasRequired()).isFalse();
		assertThat(withDefault.column(1).defaultExpression()).isEqualTo("'none'");
	}

	@Test
	void requiredColumnInStructCounts() {
		RowLayout layout = layout(NOTE, struct("address", ID));

		assertThat(layout.hasRequired()).isTrue();
		assertThat(layout.evolve(new TableSchema(List.of(NOTE))).hasRequired()).isFalse();
	}

	@Test
	void nestedOfScalarIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> layout(NOTE).nested(0))
			.withMessage("column 'note' is no STRUCT");
	}

	private static RowLayout layout(Column... columns) {
		return RowLayout.of(ORDERS, new TableSchema(List.of(columns)));
	}

	private static Column struct(String name, Column... columns) {
		return Column.nullable(name, new ColumnType.Struct(List.of(columns)));
	}

	private static int find(RowLayout layout, String name, int expected) {
		byte[] utf8 = ("\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
		return layout.field(utf8, 1, utf8.length - 1, expected);
	}

}
