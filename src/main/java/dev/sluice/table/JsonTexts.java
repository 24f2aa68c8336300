package dev.sluice.table;

import java.io.ByteArrayOutputStream;
import java.util.List;

import dev.sluice.table.ColumnType.Kind;

/**
 * JSON columns of rows in {@link RowEncoding#JSON_AS_TEXT}, which other readers of a row
 * expect as {@link RowEncoding#JSON} has them.
 */
public final class JsonTexts {

	private final byte[] row;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private int copied;

	private JsonTexts(byte[] row) {
		this.row = row;
	}

	/**
	 * A row with the values of JSON columns taken out of their text.
	 * @param layout the layout that it was written with, or a later one
	 * @param row a row in {@link RowEncoding#JSON_AS_TEXT}
	 */
	public static byte[] taken(RowLayout layout, byte[] row) {
		if (!hasJson(layout.schema().columns())) {
			return row;
		}
		JsonTexts texts = new JsonTexts(row);
		texts.take(layout, new JsonFields(layout, row, 0));
		texts.copyUntil(row.length);
		return texts.out.toByteArray();
	}

	private static boolean hasJson(List<Column> columns) {
		return columns.stream()
			.anyMatch((column) -> column.type().kind() == Kind.JSON
					|| (column.type() instanceof ColumnType.Struct struct && hasJson(struct.columns())));
	}

	private void take(RowLayout layout, JsonFields fields) {
		while (fields.next()) {
			Kind kind = (fields.field() != RowLayout.NONE) ? layout.kind(fields.field()) : null;
			if (kind == Kind.STRUCT) {
				take(layout.nested(fields.field()), fields.inside());
			}
			else if (kind == Kind.JSON) {
				copyUntil(fields.valueStart());
				unquote(fields.valueStart() + 1, fields.valueEnd() - 1);
				this.copied = fields.valueEnd();
			}
		}
	}

	private void copyUntil(int end) {
		this.out.write(this.row, this.copied, end - this.copied);
		this.copied = end;
	}

	/** Undoes what {@link JsonText#quoted} has done, but for keeping to one line. */
	private void unquote(int from, int to) {
		for (int i = from; i < to; i++) {
			if (this.row[i] != '\\') {
				this.out.write(this.row[i]);
				continue;
			}
			byte escaped = this.row[++i];
			switch (escaped) {
				case 'n', 'r' -> this.out.write(' ');
				case 't' -> this.out.write('\t');
				case 'u' -> {
					this.out.write(Character.digit(this.row[i + 3], 16) << 4 | Character.digit(this.row[i + 4], 16));
					i += 4;
				}
				default -> this.out.write(escaped);
			}
		}
	}

}
