package dev.sluice.table;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnAdditionsTests {

	private static final Column ID = Column.required("id", ColumnType.INT64);

	private static final Column CITY = Column.nullable("city", ColumnType.STRING);

	private static final Column STREET = Column.nullable("street", ColumnType.STRING);

	private final ColumnAdditions additions = new ColumnAdditions();

	@Test
	void columnsAreAddedAtTheEnd() {
		this.additions.add(null, STREET);
		this.additions.add(FieldPath.of("address"), STREET);

		TableSchema applied = this.additions.applyTo(schema(ID, struct("address", CITY), CITY));

		assertThat(applied).isEqualTo(schema(ID, struct("address", CITY, STREET), CITY, STREET));
	}

	@Test
	void guessesWiden() {
		this.additions.add(null, Column.nullable("price", ColumnType.INT64));
		this.additions.add(null, Column.nullable("PRICE", ColumnType.FLOAT64));

		assertThat(this.additions.applyTo(TableSchema.EMPTY))
			.isEqualTo(schema(Column.nullable("price", ColumnType.FLOAT64)));
	}

	@Test
	void columnsThatAreThereStayAsTheyAre() {
		this.additions.add(null, Column.nullable("ID", ColumnType.STRING));
		this.additions.add(null, Column.repeated("city", ColumnType.STRING));
		TableSchema schema = schema(ID, CITY);

		assertThat(this.additions.applyTo(schema)).isEqualTo(schema);
	}

	@Test
	void structThatIsThereByNowGetsWhatItLacks() {
		this.additions.add(null, struct("address", CITY, STREET));

		TableSchema applied = this.additions
			.applyTo(schema(struct("Address", Column.nullable("City", ColumnType.JSON))));

		assertThat(applied).isEqualTo(schema(struct("Address", Column.nullable("City", ColumnType.JSON), STREET)));
	}

	@Test
	void columnOfStructThatIsItselfNewIsAdded() {
		this.additions.add(FieldPath.of("address", "geo"), Column.nullable("lat", ColumnType.FLOAT64));
		this.additions.add(FieldPath.of("address"), struct("geo", Column.nullable("lon", ColumnType.FLOAT64)));
		this.additions.add(null, struct("address", CITY));

		TableSchema applied = this.additions.applyTo(TableSchema.EMPTY);

		assertThat(applied).isEqualTo(schema(struct("address", CITY, struct("geo",
				Column.nullable("lon", ColumnType.FLOAT64), Column.nullable("lat", ColumnType.FLOAT64)))));
	}

	@Test
	void columnOfStructThatIsGoneIsLeftOut() {
		this.additions.add(FieldPath.of("address"), CITY);
		TableSchema schema = schema(ID, Column.nullable("address", ColumnType.JSON));

		assertThat(this.additions.applyTo(schema)).isEqualTo(schema);
		assertThat(this.additions.applyTo(TableSchema.EMPTY)).isEqualTo(TableSchema.EMPTY);
	}

	@Test
	void requiredIsRelaxedWhereRowsAreThatLackIt() {
		Column parts = Column.repeated("parts", new ColumnType.Struct(List.of(ID)));
		this.additions.add(null, ID);
		this.additions.add(FieldPath.of("known"), parts);

		assertThat(this.additions.applyTo(schema(Column.nullable("known", new ColumnType.Struct(List.of(CITY))))))
			.isEqualTo(schema(
					Column.nullable("known",
							new ColumnType.Struct(List.of(CITY,
									Column.repeated("parts",
											new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.INT64))))))),
					Column.nullable("id", ColumnType.INT64)));
	}

	@Test
	void requiredStaysInNewColumnOfTable() {
		Column items = Column.repeated("items", new ColumnType.Struct(List.of(ID)));
		this.additions.add(null, items);

		assertThat(this.additions.applyTo(TableSchema.EMPTY)).isEqualTo(schema(items));
	}

	@Test
	void addAllWidensToo() {
		this.additions.add(null, Column.nullable("day", ColumnType.DATE));
		ColumnAdditions others = new ColumnAdditions();
		others.add(null, Column.nullable("day", ColumnType.STRING));
		others.add(null, CITY);

		this.additions.addAll(others);

		assertThat(this.additions.applyTo(TableSchema.EMPTY))
			.isEqualTo(schema(Column.nullable("day", ColumnType.STRING), CITY));
	}

	@Test
	void columnsBeyondTheLimitAreLeftOut() {
		List<Column> columns = new ArrayList<>();
		for (int i = 0; i < TableSchema.MAX_COLUMNS - 2; i++) {
			columns.add(Column.nullable("c" + i, ColumnType.BOOL));
		}
		this.additions.add(null, struct("address", CITY, STREET));
		this.additions.add(null, struct("place", CITY));

		TableSchema applied = this.additions.applyTo(new TableSchema(columns));

		assertThat(applied.columnCount()).isEqualTo(TableSchema.MAX_COLUMNS);
		assertThat(applied.find("address")).isNull();
		assertThat(applied.find(FieldPath.of("place", "city"))).isEqualTo(CITY);
		assertThat(applied.hasRoomFor(null, CITY)).isFalse();
	}

	@Test
	void structsBeyondTheDepthAreLeftOut() {
		Column deepest = CITY;
		for (int i = 0; i < TableSchema.MAX_DEPTH; i++) {
			deepest = struct("s", deepest);
		}
		this.additions.add(null, struct("more", deepest));
		this.additions.add(null, deepest);

		assertThat(this.additions.applyTo(TableSchema.EMPTY)).isEqualTo(schema(deepest));
	}

	private static TableSchema schema(Column... columns) {
		return new TableSchema(List.of(columns));
	}

	private static Column struct(String name, Column... columns) {
		return Column.nullable(name, new ColumnType.Struct(List.of(columns)));
	}

}
