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

	private @Nullable ColumnCause first;

	private @Nullable ColumnCause present;

	/**
	 * Says why columns are added that are added from now on.
	 */
	public void because(@Nullable ColumnCause cause) {
		this.first = (this.first != null) ? this.first : cause;
		this.present = cause;
	}

	/**
	 * Why there is anything to do at all: the first cause, or {@code null} if none was
	 * given.
	 */
	public @Nullable ColumnCause cause() {
		return this.first;
	}

	/**
	 * Notes that a record needs a column.
	 * @param parent the path of the struct that lacks it; {@code null} for the table
	 * @param column the column as one record suggests it; a STRUCT comes with those of
	 * its columns that the record tells
	 */
	public void add(@Nullable FieldPath parent, Column column) {
		add(new Addition(parent, column, false, this.present));
	}

	/**
	 * Notes that records need a column, and need it NULLABLE where it is so here: a table
	 * that has it REQUIRED lacks it. The same holds for what is in a STRUCT.
	 * @param parent the path of the struct that has or lacks it; {@code null} for the
	 * table
	 * @param column the column
	 */
	public void addRelaxing(@Nullable FieldPath parent, Column column) {
		add(new Addition(parent, column, true, this.present));
	}

	private void add(Addition addition) {
		this.additions.merge(key(addition.parent, addition.column), addition, Addition::widen);
	}

	/**
	 * Adds what others have noted, with their causes.
	 */
	public void addAll(ColumnAdditions others) {
		this.first = (this.first != null) ? this.first : others.first;
		others.additions.values().forEach(this::add);
	}

	public boolean isEmpty() {
		return this.additions.isEmpty();
	}

	/**
	 * A schema with these columns added, at the end of the table and of its structs, all
	 * NULLABLE or REPEATED; what is in a new column of the table may be REQUIRED, as
	 * BigQuery allows. Columns that the schema has by now are left as they are, unless
	 * they were added {@linkplain #addRelaxing relaxing}, but structs get those columns
	 * that they lack. What the schema has {@linkplain TableSchema#hasRoomFor no room for}
	 * is left out.
	 */
	public TableSchema applyTo(TableSchema schema) {
		List<Addition> outermostFirst = new ArrayList<>(this.additions.values());
		outermostFirst.sort(Comparator.comparingInt(Addition::depth));
		TableSchema applied = schema;
		for (Addition addition : outermostFirst) {
			applied = add(applied, addition);
		}
		return applied;
	}

	/**
	 * Shows what a schema lacks of these columns. A struct that it lacks is shown whole.
	 */
	public void missingFrom(TableSchema schema, MissingColumns visitor) {
		this.additions.values().forEach((addition) -> missing(schema, addition, visitor));
	}

	private static void missing(TableSchema schema, Addition addition, MissingColumns visitor) {
		Column known = schema.find(addition.path());
		if (known == null || addition.relaxes(known)) {
			visitor.missing(addition.parent, addition.column, addition.cause);
		}
		else if (known.type() instanceof ColumnType.Struct) {
			addition.nested().forEach((nested) -> missing(schema, nested, visitor));
		}
	}

	private static TableSchema add(TableSchema schema, Addition addition) {
		Column known = schema.find(addition.path());
		if (known == null) {
			return schema.hasRoomFor(addition.parent, addition.column)
					? put(schema, names(addition.parent), addition.asAdded()) : schema;
		}
		TableSchema applied = addition.relaxes(known) ? put(schema, names(addition.parent), known.relaxed()) : schema;
		if (known.type() instanceof ColumnType.Struct) {
			for (Addition nested : addition.nested()) {
				applied = add(applied, nested);
			}
		}
		return applied;
	}

	/**
	 * Puts a column into the struct at a path, in the place of one of that name or at the
	 * end; without such a struct, changes nothing.
	 */
	private static TableSchema put(TableSchema schema, List<String> path, Column column) {
		if (path.isEmpty()) {
			return schema.with(column);
		}
		Column parent = schema.find(path.get(0));
		if (parent == null || !(parent.type() instanceof ColumnType.Struct struct)) {
			return schema;
		}
		TableSchema inner = put(new TableSchema(struct.columns()), path.subList(1, path.size()), column);
		return schema.with(parent.withType(new ColumnType.Struct(inner.columns())));
	}

	private static Column relaxed(Column column) {
		ColumnType type = (column.type() instanceof ColumnType.Struct struct)
				? new ColumnType.Struct(struct.columns().stream().map(ColumnAdditions::relaxed).toList())
				: column.type();
		return column.relaxed().withType(type);
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
		 * @param cause why it is wanted, or {@code null} if that was not said
		 */
		void missing(@Nullable FieldPath parent, Column column, @Nullable ColumnCause cause);

	}

	private record Addition(@Nullable FieldPath parent, Column column, boolean relaxing, @Nullable ColumnCause cause) {

		Addition widen(Addition other) {
			return new Addition(this.parent, ColumnWidening.widen(this.column, other.column),
					this.relaxing || other.relaxing, (this.cause != null) ? this.cause : other.cause);
		}

		FieldPath path() {
			return (this.parent != null) ? this.parent.child(this.column.name()) : FieldPath.of(this.column.name());
		}

		/**
		 * The column as it can be added: no row of before has a value for it.
		 */
		Column asAdded() {
			return (this.parent != null) ? ColumnAdditions.relaxed(this.column) : this.column.relaxed();
		}

		boolean relaxes(Column known) {
			return this.relaxing && known.mode() == Mode.REQUIRED && this.column.mode() == Mode.NULLABLE;
		}

		List<Addition> nested() {
			FieldPath inside = path();
			return TableSchema.nested(this.column)
				.stream()
				.map((nested) -> new Addition(inside, nested, this.relaxing, this.cause))
				.toList();
		}

		int depth() {
			return names(this.parent).size();
		}

	}

}
