package dev.sluice.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.table.Column.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Columns that records need and their table lacks, with the types guessed from the values
 * seen so far. Conflicting guesses {@linkplain ColumnWidening widen}. Not thread-safe.
 */
public final class ColumnAdditions {

	private final Map<String, Addition> additions = new LinkedHashMap<>();

	/**
	 * Notes that a record needs a column.
	 * @param parent the path of the struct that lacks it; {@code null} for the table
	 * @param column the column as one record suggests it; a STRUCT comes with those of
	 * its columns that the record tells
	 */
	public void add(@Nullable FieldPath parent, Column column) {
		this.additions.merge(key(parent, column), new Addition(parent, column), Addition::widen);
	}

	public void addAll(ColumnAdditions others) {
		others.additions.values().forEach((addition) -> add(addition.parent, addition.column));
	}

	public boolean isEmpty() {
		return this.additions.isEmpty();
	}

	/**
	 * A schema with these columns added, at the end of the table and of its structs, all
	 * NULLABLE or REPEATED. Columns that the schema has by now are left as they are, but
	 * structs get those columns that they lack. What the schema has
	 * {@linkplain TableSchema#hasRoomFor no room for} is left out.
	 */
	public TableSchema applyTo(TableSchema schema) {
		List<Addition> outermostFirst = new ArrayList<>(this.additions.values());
		outermostFirst.sort(Comparator.comparingInt(Addition::depth));
		TableSchema applied = schema;
		for (Addition addition : outermostFirst) {
			applied = add(applied, addition.parent, addition.column);
		}
		return applied;
	}

	/**
	 * Shows what a schema lacks of these columns. A struct that it lacks is shown whole.
	 */
	public void missingFrom(TableSchema schema, MissingColumns visitor) {
		this.additions.values().forEach((addition) -> missing(schema, addition.parent, addition.column, visitor));
	}

	private static void missing(TableSchema schema, @Nullable FieldPath parent, Column column, MissingColumns visitor) {
		FieldPath path = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
		Column known = schema.find(path);
		if (known == null) {
			visitor.missing(parent, column);
		}
		else if (known.type() instanceof ColumnType.Struct) {
			TableSchema.nested(column).forEach((nested) -> missing(schema, path, nested, visitor));
		}
	}

	private static TableSchema add(TableSchema schema, @Nullable FieldPath parent, Column column) {
		Column known = (parent != null) ? schema.find(parent.child(column.name())) : schema.find(column.name());
		if (known == null) {
			return schema.hasRoomFor(parent, column) ? append(schema, names(parent), relaxed(column)) : schema;
		}
		FieldPath inside = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
		TableSchema applied = schema;
		if (known.type() instanceof ColumnType.Struct) {
			for (Column nested : TableSchema.nested(column)) {
				applied = add(applied, inside, nested);
			}
		}
		return applied;
	}

	/**
	 * Appends to the struct at a path; without one, changes nothing.
	 */
	private static TableSchema append(TableSchema schema, List<String> path, Column column) {
		if (path.isEmpty()) {
			return schema.with(column);
		}
		Column parent = schema.find(path.get(0));
		if (parent == null || !(parent.type() instanceof ColumnType.Struct struct)) {
			return schema;
		}
		TableSchema inner = append(new TableSchema(struct.columns()), path.subList(1, path.size()), column);
		return schema.with(parent.withType(new ColumnType.Struct(inner.columns())));
	}

	/**
	 * A column that may be absent, with all that is in it.
	 */
	private static Column relaxed(Column column) {
		Mode mode = (column.mode() == Mode.REQUIRED) ? Mode.NULLABLE : column.mode();
		ColumnType type = (column.type() instanceof ColumnType.Struct struct)
				? new ColumnType.Struct(struct.columns().stream().map(ColumnAdditions::relaxed).toList())
				: column.type();
		return new Column(column.name(), type, mode, column.defaultExpression(), column.description());
	}

	private static List<String> names(@Nullable FieldPath path) {
		return (path != null) ? path.names() : List.of();
	}

	private static String key(@Nullable FieldPath parent, Column column) {
		return names(parent).stream()
			.map((name) -> NameIndex.fold(name) + ".")
			.collect(Collectors.joining("", "", NameIndex.fold(column.name())));
	}

	/**
	 * Is shown columns that a schema lacks.
	 */
	@FunctionalInterface
	public interface MissingColumns {

		/**
		 * One column.
		 * @param parent the path of the struct that lacks it; {@code null} for the table
		 * @param column the column
		 */
		void missing(@Nullable FieldPath parent, Column column);

	}

	private record Addition(@Nullable FieldPath parent, Column column) {

		Addition widen(Addition other) {
			return new Addition(this.parent, ColumnWidening.widen(this.column, other.column));
		}

		int depth() {
			return names(this.parent).size();
		}

	}

}
