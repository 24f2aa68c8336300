package dev.sluice.table;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExplicitNullsTests {

	private static final int STATE = 0;

	private static final int TAGS = 1;

	private static final int NOTE = 2;

	private static final RowLayout LAYOUT = RowLayout.of(new TableName("p", "shop", "orders"),
			new TableSchema(List.of(new Column("state", ColumnType.INT64, Column.Mode.NULLABLE, "1", null),
					new Column("tags", ColumnType.INT64, Column.Mode.REPEATED, "[1, 2]", null),
					Column.nullable("note", ColumnType.INT64))));

	private final WireRowWriter writer = new WireRowWriter();

	private final ExplicitNulls nulls = new ExplicitNulls();

	@Test
	void nullsAndValuesShareRequest() {
		assertThat(this.nulls.admit(this.writer, row(() -> this.writer.nullValue(STATE)))).isTrue();
		assertThat(this.nulls.admit(this.writer, row(() -> this.writer.int64(STATE, 7)))).isTrue();

		assertThat(this.nulls.columns(LAYOUT)).containsExactly("state");
	}

	@Test
	void nullAndAbsentValueDoNotShareRequest() {
		assertThat(this.nulls.admit(this.writer, row(() -> this.writer.int64(NOTE, 1)))).isTrue();
		assertThat(this.nulls.admit(this.writer, row(() -> this.writer.nullValue(STATE)))).isFalse();

		assertThat(this.nulls.columns(LAYOUT)).isEmpty();
	}

	@Test
	void emptyArrayIsNoDefault() {
		int empty = row(() -> {
			this.writer.beginArray(TAGS);
			this.writer.endArray();
		});
		int filled = row(() -> {
			this.writer.beginArray(TAGS);
			this.writer.int64(TAGS, 3);
			this.writer.endArray();
		});

		assertThat(this.nulls.admit(this.writer, filled)).isTrue();
		assertThat(this.nulls.admit(this.writer, empty)).isTrue();
		assertThat(this.nulls.columns(LAYOUT)).containsExactly("tags");
		assertThat(this.writer.rowStart(empty)).isEqualTo(this.writer.rowEnd(empty));
	}

	@Test
	void rollbackForgetsNulls() {
		int row = row(() -> {
			this.writer.nullValue(TAGS);
			int mark = this.writer.mark();
			this.writer.nullValue(STATE);
			this.writer.rollback(mark);
		});

		this.nulls.admit(this.writer, row);

		assertThat(this.nulls.columns(LAYOUT)).containsExactly("tags");
	}

	@Test
	void nextRequestIsTheSameWhereItCan() {
		this.nulls.admit(this.writer, row(() -> this.writer.nullValue(STATE)));
		ExplicitNulls filled = this.nulls.next();
		filled.admit(this.writer, row(() -> this.writer.int64(STATE, 7)));
		ExplicitNulls absent = filled.next();
		absent.admit(this.writer, row(() -> this.writer.int64(NOTE, 7)));

		assertThat(filled.columns(LAYOUT)).containsExactly("state");
		assertThat(absent.columns(LAYOUT)).isEmpty();
		assertThat(absent.next().columns(LAYOUT)).isEmpty();
	}

	@Test
	void rowsOfTableWithoutDefaultsFitAnywhere() {
		RowLayout plain = RowLayout.of(new TableName("p", "shop", "plain"),
				new TableSchema(List.of(Column.nullable("note", ColumnType.INT64))));
		this.nulls.admit(this.writer, row(() -> this.writer.nullValue(STATE)));
		this.writer.begin(plain);
		this.writer.nullValue(0);
		this.writer.endRow();

		assertThat(this.nulls.admit(this.writer, 1)).isTrue();
		assertThat(this.nulls.columns(plain)).isEmpty();
	}

	private int row(Runnable values) {
		this.writer.begin(LAYOUT);
		values.run();
		this.writer.endRow();
		return this.writer.rows() - 1;
	}

}
