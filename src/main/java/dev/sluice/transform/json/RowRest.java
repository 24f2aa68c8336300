package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.json.Leftovers.Leftover;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row's {@link Leftovers} when the rest of the row has been read:
 * columns that are missing, and the overflow column.
 */
final class RowRest {

	private final JsonScanner scanner;

	private final Leftovers leftovers;

	private final ColumnInference inference;

	private final String overflowColumn;

	private final boolean conflictsOverflow;

	RowRest(JsonScanner scanner, JsonSkipper skipper, Leftovers leftovers, TransformContext context) {
		this.scanner = scanner;
		this.leftovers = leftovers;
		this.inference = new ColumnInference(scanner, skipper, context.settings(JsonProperties.class));
		this.overflowColumn = context.overflowColumn();
		this.conflictsOverflow = context.onTypeConflict() == OnTypeConflict.OVERFLOW;
	}

	/**
	 * Ends a row.
	 * @param after the position after the row's text
	 * @return that position, or {@link Fault#FAILED}
	 */
	int finish(int after, RowWriter out, RecordSink sink) {
		StringBuilder overflow = new StringBuilder("{");
		for (int i = 0; i < this.leftovers.size(); i++) {
			Leftover value = this.leftovers.get(i);
			RowLayout layout = value.layout();
			if (layout == null || suggest(value, layout, sink) < 0) {
				if (layout != null && !overflows()) {
					return this.scanner.fault().at(value.path());
				}
				value.append(overflow, this.scanner.bytes());
			}
		}
		return (overflow.length() > 1) ? write(overflow.append('}').toString(), after, out, sink) : after;
	}

	private int suggest(Leftover value, RowLayout layout, RecordSink sink) {
		FieldPath parent = layout.path();
		int structs = (parent != null) ? parent.names().size() : 0;
		Column column = this.inference.infer(value.from(), value.name(), structs);
		if (column != null) {
			sink.missing(parent, column);
		}
		return this.inference.after();
	}

	private boolean overflows() {
		return this.conflictsOverflow && this.scanner.fault().isConflict();
	}

	private int write(String json, int after, RowWriter out, RecordSink sink) {
		RowLayout layout = out.layout();
		int field = layout.field(this.overflowColumn);
		if (field == RowLayout.NONE) {
			sink.missing(null, Column.nullable(this.overflowColumn, ColumnType.JSON));
			return after;
		}
		ColumnType.Kind kind = layout.kind(field);
		if (layout.repeated(field) || (kind != ColumnType.Kind.JSON && kind != ColumnType.Kind.STRING)) {
			this.scanner.fault().fail(Reason.WRONG_TYPE, "the overflow column is neither JSON nor STRING", 0);
			return this.scanner.fault().within(this.overflowColumn);
		}
		if (layout.column(field).type() instanceof ColumnType.Sized sized && isLonger(json, sized.maxLength())) {
			this.scanner.fault().fail(Reason.OUT_OF_RANGE, "the overflow column is too short for what goes there", 0);
			return this.scanner.fault().within(this.overflowColumn);
		}
		byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
		out.utf8(field, utf8, 0, utf8.length);
		return after;
	}

	private static boolean isLonger(String text, @Nullable Long most) {
		return most != null && text.codePointCount(0, text.length()) > most;
	}

}
