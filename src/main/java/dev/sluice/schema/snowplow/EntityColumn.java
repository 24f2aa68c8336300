package dev.sluice.schema.snowplow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * The column of an event or of entities of one type, and how it is filled.
 *
 * @param name its name
 * @param repeated whether it holds entities, any number of them, rather than an event
 * @param field the field of one event or entity; its name is of no account
 * @param layout how values are cast and errors are told
 * @param key the schema that errors are laid to: the highest version of the column
 * @param recoveryPrefix how the names of all columns begin that have held this version
 * when it could not be merged; {@code null} for a column that is not such a one
 */
public record EntityColumn(String name, boolean repeated, Field field, EntityLayout layout, SchemaKey key,
		@Nullable String recoveryPrefix) {

	/** The field of {@link EntityLayout#V2} that tells an entity's version. */
	public static final String SCHEMA_VERSION = "_schema_version";

	/**
	 * Whether entities come with {@link #SCHEMA_VERSION}.
	 */
	public boolean versioned() {
		return this.layout == EntityLayout.V2 && this.repeated && this.field.type() instanceof FieldType.Struct;
	}

	/**
	 * The type of one event or entity, without its version.
	 */
	public FieldType entityType() {
		if (!versioned() || !(this.field.type() instanceof FieldType.Struct struct)) {
			return this.field.type();
		}
		return new FieldType.Struct(
				struct.fields().stream().filter((field) -> !field.name().equals(SCHEMA_VERSION)).toList());
	}

	/**
	 * This column under the name that a table has for it: for a version that could not be
	 * merged, that of a column made for it before, if it fits.
	 */
	public EntityColumn presentIn(TableSchema table) {
		String prefix = this.recoveryPrefix;
		if (prefix == null || table.find(this.name) != null) {
			return this;
		}
		Column wanted = column();
		return table.columns()
			.stream()
			.filter((present) -> present.name().toLowerCase(Locale.ROOT).startsWith(prefix) && fits(wanted, present))
			.findFirst()
			.map((present) -> named(present.name()))
			.orElse(this);
	}

	private static boolean fits(Column wanted, Column present) {
		boolean many = wanted.mode() == Column.Mode.REPEATED;
		if (wanted.type().kind() != present.type().kind() || many != (present.mode() == Column.Mode.REPEATED)) {
			return false;
		}
		if (!(wanted.type() instanceof ColumnType.Struct one && present.type() instanceof ColumnType.Struct other)) {
			return true;
		}
		TableSchema known = new TableSchema(other.columns());
		return one.columns().stream().allMatch((column) -> {
			Column nested = known.find(column.name());
			return nested == null || fits(column, nested);
		});
	}

	private EntityColumn named(String name) {
		return new EntityColumn(name, this.repeated, this.field, this.layout, this.key, this.recoveryPrefix);
	}

	/**
	 * The column as the table needs it. Its nested fields may be REQUIRED.
	 */
	public Column column() {
		ColumnType type = entityType().columnType();
		if (versioned() && type instanceof ColumnType.Struct struct) {
			List<Column> columns = new ArrayList<>();
			columns.add(Column.required(SCHEMA_VERSION, ColumnType.STRING));
			columns.addAll(struct.columns());
			type = new ColumnType.Struct(columns);
		}
		boolean many = this.repeated || this.field.type() instanceof FieldType.Array;
		return many ? Column.repeated(this.name, type) : Column.nullable(this.name, type);
	}

}
