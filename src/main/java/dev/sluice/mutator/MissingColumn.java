package dev.sluice.mutator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * A column that a schema lacks, or has REQUIRED where it should be NULLABLE.
 *
 * @param parent the path of the struct that lacks it; {@code null} for the table
 * @param column the column
 */
record MissingColumn(@Nullable FieldPath parent, Column column) {

	/**
	 * What a schema lacks of some columns.
	 */
	static List<MissingColumn> of(ColumnAdditions additions, TableSchema schema) {
		List<MissingColumn> missing = new ArrayList<>();
		additions.missingFrom(schema, (parent, column) -> missing.add(new MissingColumn(parent, column)));
		return missing;
	}

	/**
	 * What a schema lacks of another one.
	 */
	static List<MissingColumn> of(TableSchema wanted, TableSchema schema) {
		return of(additions(wanted), schema);
	}

	static ColumnAdditions additions(TableSchema schema) {
		ColumnAdditions additions = new ColumnAdditions();
		schema.columns().forEach((column) -> additions.addRelaxing(null, column));
		return additions;
	}

	static ColumnAdditions additions(List<MissingColumn> columns) {
		ColumnAdditions additions = new ColumnAdditions();
		columns.forEach((missing) -> additions.addRelaxing(missing.parent, missing.column));
		return additions;
	}

	boolean isMissingFrom(TableSchema schema) {
		return !of(additions(List.of(this)), schema).isEmpty();
	}

	FieldPath path() {
		return (this.parent != null) ? this.parent.child(this.column.name()) : FieldPath.of(this.column.name());
	}

	/**
	 * The path as paths are compared: without case.
	 */
	String key() {
		return path().toString().toLowerCase(Locale.ROOT);
	}

}
