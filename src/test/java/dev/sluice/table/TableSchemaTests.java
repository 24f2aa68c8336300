package dev.sluice.table;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableSchemaTests {

	private static final Column CITY = Column.nullable("city", ColumnType.STRING);

	private static final Column ADDRESS = Column.repeated("address", new ColumnType.Struct(List.of(CITY)));

	private final TableSchema schema = new TableSchema(List.of(Column.required("id", ColumnType.INT64), ADDRESS));

	@Test
	void columnsAreFoundWithoutCase() {
		assertThat(this.schema.find("Address")).isEqualTo(ADDRESS);
		assertThat(this.schema.find(FieldPath.of("ADDRESS", "City"))).isEqualTo(CITY);
	}

	@Test
	void whatIsNotThereIsNull() {
		assertThat(this.schema.find("city")).isNull();
		assertThat(this.schema.find(FieldPath.of("address", "street"))).isNull();
		assertThat(this.schema.find(FieldPath.of("id", "city"))).isNull();
	}

	@Test
	void nestedColumnsCount() {
		assertThat(this.schema.columnCount()).isEqualTo(3);
	}

	@Test
	void roomEndsAtTheDepth() {
		FieldPath path = FieldPath.of("s");
		for (int i = 1; i < TableSchema.MAX_DEPTH; i++) {
			path = path.child("s");
		}

		assertThat(this.schema.hasRoomFor(path, CITY)).isTrue();
		assertThat(this.schema.hasRoomFor(path, ADDRESS)).isFalse();
	}

}
