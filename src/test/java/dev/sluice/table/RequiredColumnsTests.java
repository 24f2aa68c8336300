package dev.sluice.table;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both encodings find the same REQUIRED columns without a value.
 */
class RequiredColumnsTests {

	private static final Column SKU = new Column("sku", ColumnType.STRING, Column.Mode.REQUIRED, null, null);

	private static final RowLayout LAYOUT = RowLayout.of(new TableName("p", "shop", "orders"),
			new TableSchema(List.of(new Column("id", ColumnType.INT64, Column.Mode.REQUIRED, null, null),
					new Column("note", ColumnType.JSON, Column.Mode.NULLABLE, null, null),
					Column.repeated("tags", ColumnType.STRING), Column.repeated("items",
							new ColumnType.Struct(List.of(Column.nullable("color", ColumnType.STRING), SKU))))));

	@ParameterizedTest
	@EnumSource
	void rowWithAllValuesLacksNone(RowEncoding encoding) {
		assertThat(missing(encoding, (row) -> {
			row.int64(0, 7);
			text(row, 1, "{\"items\": [{}, \"]}\\\"\"], \"id\": null}");
			tags(row);
			items(row, "a", "b");
		})).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void absentColumnIsFoundBehindTextThatLooksLikeIt(RowEncoding encoding) {
		assertThat(missing(encoding, (row) -> {
			text(row, 1, "{\"id\": 5}");
			tags(row);
			items(row, "a");
		})).isEqualTo(FieldPath.of("id"));
	}

	@ParameterizedTest
	@EnumSource
	void explicitNullIsNoValue(RowEncoding encoding) {
		assertThat(missing(encoding, (row) -> row.nullValue(0))).isEqualTo(FieldPath.of("id"));
	}

	@ParameterizedTest
	@EnumSource
	void emptyRowLacksItsFirst(RowEncoding encoding) {
		assertThat(missing(encoding, (row) -> {
		})).isEqualTo(FieldPath.of("id"));
	}

	@ParameterizedTest
	@EnumSource
	void columnIsMissedInTheLastOfSeveralStructs(RowEncoding encoding) {
		assertThat(missing(encoding, (row) -> {
			row.int64(0, 7);
			items(row, "a", "b", null);
		})).isEqualTo(FieldPath.of("items").child("sku"));
	}

	@ParameterizedTest
	@EnumSource
	void valueThatWasRolledBackIsMissing(RowEncoding encoding) {
		assertThat(missing(encoding, (row) -> {
			int mark = row.mark();
			row.int64(0, 7);
			row.rollback(mark);
		})).isEqualTo(FieldPath.of("id"));
	}

	private static FieldPath missing(RowEncoding encoding, Consumer<RowWriter> values) {
		RecordWriter writer = encoding.newWriter();
		writer.begin(LAYOUT);
		writer.dropRow();
		writer.begin(LAYOUT);
		values.accept(writer);
		return writer.endRow();
	}

	private static void items(RowWriter row, String... skus) {
		row.beginArray(3);
		for (String sku : skus) {
			row.beginStruct(3);
			text(row, 0, "red");
			if (sku != null) {
				text(row, 1, sku);
			}
			row.endStruct();
		}
		row.endArray();
	}

	private static void tags(RowWriter row) {
		row.beginArray(2);
		text(row, 2, "a,\"]}");
		text(row, 2, "\\");
		row.endArray();
	}

	private static void text(RowWriter row, int field, String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		row.utf8(field, utf8, 0, utf8.length);
	}

}
