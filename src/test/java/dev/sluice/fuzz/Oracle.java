package dev.sluice.fuzz;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.sluice.fuzz.Tree.Kind;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.json.JsonProperties;
import org.jspecify.annotations.Nullable;

/**
 * From JSON to rows by the letter of the rules, value by value, without any thought of
 * speed. Where a record is bad for several reasons, it finds those that come before the
 * end of what can be read, since any of them may be told.
 */
final class Oracle {

	private final TableSchema schema;

	private final Settings settings;

	private final OracleCasts casts;

	private final OracleInference inference;

	private final OracleNames names;

	private final Set<Reason> faults = EnumSet.noneOf(Reason.class);

	private final List<String> missing = new ArrayList<>();

	private final List<Map<String, Object>> rows = new ArrayList<>();

	private final Set<String> unfilled = new TreeSet<>();

	private List<Leftover> leftovers = new ArrayList<>();

	private Oracle(TableSchema schema, Settings settings) {
		this.schema = schema;
		this.settings = settings;
		this.casts = new OracleCasts(settings.json());
		this.inference = new OracleInference(settings.json());
		this.names = new OracleNames(settings);
	}

	/**
	 * Tells what shall become of a record.
	 */
	static Verdict verdict(TableSchema schema, Settings settings, byte[] record) {
		return new Oracle(schema, settings).verdict(record);
	}

	private Verdict verdict(byte[] record) {
		Reading reading = TreeReader.read(record, TreeReader.DEEPEST);
		this.faults.addAll(reading.faults());
		Tree tree = reading.tree();
		String rule = null;
		if (tree != null && tree.is(Kind.OBJECT)) {
			row(tree);
		}
		else if (tree != null && tree.is(Kind.ARRAY) && this.settings.json().arrays() == JsonProperties.Arrays.ROWS) {
			tree.values.forEach(this::element);
			rule = tree.values.isEmpty() ? "empty-array" : null;
		}
		else if (this.faults.isEmpty()) {
			this.faults.add(Reason.NOT_A_ROW);
		}
		return new Verdict(this.faults, this.missing, this.rows, this.unfilled, rule);
	}

	private void element(Tree tree) {
		if (tree.is(Kind.OBJECT)) {
			row(tree);
		}
		else {
			this.faults.add(Reason.NOT_A_ROW);
		}
	}

	private void row(Tree tree) {
		this.leftovers = new ArrayList<>();
		Map<String, Object> row = object(tree, this.schema.columns(), null, "");
		StringBuilder overflow = new StringBuilder();
		for (Leftover leftover : this.leftovers) {
			if (!leftover.suggests || !suggest(leftover)) {
				overflow.append((overflow.length() > 0) ? "," : "{")
					.append(OraclePaths.quoted(leftover.path))
					.append(':')
					.append(leftover.tree.raw);
			}
		}
		if (overflow.length() > 0) {
			overflow(row, overflow + "}");
		}
		OracleNames.unfilled(this.schema.columns(), row, "", this.unfilled);
		this.rows.add(row);
	}

	/**
	 * Suggests a column for a value.
	 * @return false if the value goes to the overflow column instead
	 */
	private boolean suggest(Leftover leftover) {
		try {
			int structs = (leftover.parent != null) ? leftover.parent.names().size() : 0;
			Column column = this.inference.infer(leftover.tree, OracleNames.column(leftover.name), structs);
			if (column != null) {
				this.missing.add(Verdict.missing(leftover.parent, column));
			}
			return true;
		}
		catch (Misfit ex) {
			if (ex.isConflict() && this.settings.conflictsOverflow()) {
				return false;
			}
			this.faults.addAll(ex.reasons());
			return true;
		}
	}

	private void overflow(Map<String, Object> row, String text) {
		Column column = OracleNames.find(this.schema.columns(), Settings.OVERFLOW_COLUMN);
		if (column == null) {
			this.missing.add(Verdict.missing(null, Column.nullable(Settings.OVERFLOW_COLUMN, ColumnType.JSON)));
			return;
		}
		boolean repeated = column.mode() == Column.Mode.REPEATED;
		if (!repeated && column.type().kind() == ColumnType.Kind.JSON) {
			row.put(column.name(), text);
		}
		else if (!repeated && column.type() instanceof ColumnType.Sized sized
				&& sized.kind() == ColumnType.Kind.STRING) {
			if (sized.maxLength() != null && text.codePointCount(0, text.length()) > sized.maxLength()) {
				this.faults.add(Reason.OUT_OF_RANGE);
			}
			row.put(column.name(), text);
		}
		else {
			this.faults.add(Reason.WRONG_TYPE);
		}
	}

	private Map<String, Object> object(Tree tree, List<Column> columns, @Nullable FieldPath parent, String path) {
		Map<String, Object> row = new LinkedHashMap<>();
		Map<String, String> seen = new HashMap<>();
		for (int i = 0; i < tree.names.size(); i++) {
			String name = tree.names.get(i);
			OracleNames.Target target = this.names.target(columns, name, parent == null);
			String first = seen.putIfAbsent(target.id(), name);
			if (first != null) {
				this.faults.add(first.equalsIgnoreCase(name) ? Reason.DUPLICATE_FIELD : Reason.BAD_NAME);
			}
			if (target.fault() != null) {
				this.faults.add(target.fault());
			}
			else {
				Tree value = (i < tree.values.size()) ? tree.values.get(i) : new Tree(Kind.NULL, "");
				member(target.column(), name, value, parent, OraclePaths.within(path, name), row);
			}
		}
		return row;
	}

	private void member(@Nullable Column column, String name, Tree value, @Nullable FieldPath parent, String path,
			Map<String, Object> row) {
		if (column == null) {
			other(name, value, parent, path);
			return;
		}
		int kept = this.leftovers.size();
		try {
			FieldPath inside = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
			row.put(column.name(), value(column, value, inside, path));
		}
		catch (Misfit ex) {
			if (ex.isConflict() && this.settings.conflictsOverflow()) {
				this.leftovers.subList(kept, this.leftovers.size()).clear();
				this.leftovers.add(new Leftover(path, name, null, value, false));
			}
			else {
				this.faults.addAll(ex.reasons());
			}
		}
	}

	private void other(String name, Tree value, @Nullable FieldPath parent, String path) {
		switch (this.settings.onUnknownField()) {
			case ADD -> {
				if (!value.is(Kind.NULL)) {
					this.leftovers.add(new Leftover(path, name, parent, value, true));
				}
			}
			case OVERFLOW -> this.leftovers.add(new Leftover(path, name, null, value, false));
			case DEAD_LETTER -> this.faults.add(Reason.UNKNOWN_FIELD);
			case IGNORE -> {
			}
		}
	}

	private Object value(Column column, Tree value, FieldPath inside, String path) throws Misfit {
		boolean repeated = column.mode() == Column.Mode.REPEATED;
		if (value.is(Kind.NULL)) {
			return repeated ? List.of() : Verdict.NULL;
		}
		if (!repeated) {
			return single(column.type(), value, inside, path);
		}
		if (!value.is(Kind.ARRAY)) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		List<Object> elements = new ArrayList<>();
		for (Tree element : value.values) {
			if (element.is(Kind.NULL)) {
				throw new Misfit(Reason.WRONG_TYPE);
			}
			elements.add(single(column.type(), element, inside, path + "[" + elements.size() + "]"));
		}
		return elements;
	}

	private Object single(ColumnType type, Tree value, FieldPath inside, String path) throws Misfit {
		if (!(type instanceof ColumnType.Struct struct)) {
			return this.casts.cast(type, value);
		}
		if (!value.is(Kind.OBJECT)) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return object(value, struct.columns(), inside, path);
	}

	/**
	 * A value that found no place.
	 *
	 * @param path its path in the row
	 * @param name its own name
	 * @param parent the path of the struct that lacks its column
	 * @param tree the value
	 * @param suggests whether it suggests a column
	 */
	private record Leftover(String path, String name, @Nullable FieldPath parent, Tree tree, boolean suggests) {

	}

}
