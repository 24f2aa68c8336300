package dev.sluice.schema.snowplow;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
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
	 * The column as the table needs it. Its nested fields may be REQUIRED.
	 */
	public Column column() {
		ColumnType type = this.field.type().columnType();
		if (versioned() && type instanceof ColumnType.Struct struct) {
			List<Column> columns = new ArrayList<>();
			columns.add(Column.required(SCHEMA_VERSION, ColumnType.STRING));
			struct.columns().stream().filter((column) -> !column.name().equals(SCHEMA_VERSION)).forEach(columns::add);
			type = new ColumnType.Struct(columns);
		}
		boolean many = this.repeated || this.field.type() instanceof FieldType.Array;
		return many ? Column.repeated(this.name, type) : Column.nullable(this.name, type);
	}

}
