package dev.sluice.transform.json;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.Column;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.SourceColumnsWriter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects into rows, as strictly as RFC 8259 allows, without a tree, a map or a
 * string on the way: each member of an object goes straight to its column. What is
 * learned from a record about the order and the spelling of its keys makes the next one
 * of its kind quicker.
 */
final class JsonTransform implements Transform {

	/** The longest value of a record, in bytes; BigQuery takes no larger row. */
	private static final int LONGEST = 10_000_000;

	/** What {@link #row} returns when the sink has been told the verdict already. */
	private static final int TOLD = -2;

	private static final String NO_ROWS = "empty-array";

	private final Fault fault = new Fault();

	private final JsonScanner scanner = new JsonScanner(this.fault);

	private final JsonSkipper skipper = new JsonSkipper(this.scanner);

	private final Leftovers leftovers = new Leftovers();

	private final ObjectReader objects;

	private final RowRest rest;

	private final RecordTables tables;

	private final SourceColumnsWriter sourceColumns;

	private final Set<String> reserved;

	private final boolean namedAsColumns;

	private final boolean arraysAsRows;

	private final Map<TableName, Fields> known = new HashMap<>();

	private @Nullable Fields last;

	JsonTransform(TransformContext context) {
		JsonProperties properties = context.settings(JsonProperties.class);
		this.objects = new ObjectReader(this.scanner, this.skipper, this.leftovers, context);
		this.rest = new RowRest(this.scanner, this.skipper, this.leftovers, context);
		this.tables = new RecordTables(context.router(), this.scanner, this.skipper);
		this.sourceColumns = context.sourceColumns().writer();
		this.reserved = reserved(context);
		this.namedAsColumns = context.onUnknownField() == OnUnknownField.ADD;
		this.arraysAsRows = properties.arrays() == JsonProperties.Arrays.ROWS;
	}

	private static Set<String> reserved(TransformContext context) {
		Set<String> reserved = new HashSet<>();
		for (Column column : context.sourceColumns().columns()) {
			reserved.add(column.name().toLowerCase(Locale.ROOT));
		}
		if (context.onUnknownField() == OnUnknownField.OVERFLOW
				|| context.onTypeConflict() == OnTypeConflict.OVERFLOW) {
			reserved.add(context.overflowColumn().toLowerCase(Locale.ROOT));
		}
		return Set.copyOf(reserved);
	}

	@Override
	public void transform(RecordBatch batch, int index, RecordSink sink) {
		byte[] value = Objects.requireNonNull(batch.value(index), "a record without a value is no JSON");
		this.scanner.read(value);
		int after = record(this.scanner.token(0), batch, index, sink);
		if (after >= 0) {
			after = end(after);
		}
		if (after == Fault.FAILED) {
			sink.bad(this.fault.failure());
		}
	}

	@Override
	public boolean canMakeSeveralRows(byte[] value) {
		int at = 0;
		while (this.arraysAsRows && at < value.length && value[at] <= ' ' && value[at] >= 0) {
			at++;
		}
		return this.arraysAsRows && at < value.length && value[at] == '[';
	}

	private int record(int at, RecordBatch batch, int index, RecordSink sink) {
		if (this.scanner.end() > LONGEST) {
			return this.fault.fail(Reason.TOO_LARGE, "the value is larger than 10 MB", LONGEST);
		}
		byte first = this.scanner.peek(at);
		if (first == '{') {
			return row(at, 0, batch, index, sink);
		}
		if (first == '[' && this.arraysAsRows) {
			return rows(at, batch, index, sink);
		}
		return noRow(at);
	}

	private int end(int at) {
		int end = this.scanner.token(at);
		return (end == this.scanner.end()) ? end : this.scanner.malformed("more text comes after the value", end);
	}

	private int noRow(int at) {
		byte[] bytes = this.scanner.bytes();
		if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
			return this.scanner.malformed("the text begins with a byte order mark", 0);
		}
		int after = this.skipper.skip(at, 0);
		if (after < 0 || end(after) < 0) {
			return Fault.FAILED;
		}
		String what = (this.scanner.peek(at) == '[') ? "an array" : "no object";
		return this.fault.fail(Reason.NOT_A_ROW, "the value is " + what, at);
	}

	private int rows(int at, RecordBatch batch, int index, RecordSink sink) {
		int i = this.scanner.token(at + 1);
		boolean more = this.scanner.peek(i) != ']';
		if (!more) {
			return noRows(i, sink);
		}
		for (int element = 0; more; element++) {
			i = (this.scanner.peek(i) == '{') ? row(i, 1, batch, index, sink) : noRowInArray(i);
			if (i < 0) {
				return (i == TOLD) ? i : this.fault.within(element);
			}
			i = this.scanner.token(i);
			more = this.scanner.peek(i) == ',';
			i = more ? this.scanner.token(i + 1) : i;
		}
		return this.skipper.close(i, ']');
	}

	private int noRows(int at, RecordSink sink) {
		int after = end(at + 1);
		if (after >= 0) {
			sink.filtered(NO_ROWS);
		}
		return after;
	}

	private int noRowInArray(int at) {
		int after = this.skipper.skip(at, 1);
		return (after < 0) ? after : this.fault.fail(Reason.NOT_A_ROW, "the element is no object", at);
	}

	private int row(int at, int depth, RecordBatch batch, int index, RecordSink sink) {
		TableName table = this.tables.route(at, depth, batch, index, sink);
		if (table == null) {
			return TOLD;
		}
		RowWriter out = sink.row(table);
		Fields fields = fields(out.layout());
		if (!this.sourceColumns.write(batch, index, out, sink)) {
			return TOLD;
		}
		this.leftovers.clear();
		int after = this.objects.read(at, fields, depth, out);
		return (after < 0 || this.leftovers.size() == 0) ? after : this.rest.finish(after, out, sink);
	}

	private Fields fields(RowLayout layout) {
		Fields fields = this.last;
		if (fields == null || fields.layout() != layout) {
			fields = this.known.get(layout.table());
		}
		if (fields == null || fields.layout() != layout || fields.spellings().areMany()) {
			fields = new Fields(layout, this.reserved, this.namedAsColumns);
			this.known.put(layout.table(), fields);
		}
		this.last = fields;
		return fields;
	}

}
