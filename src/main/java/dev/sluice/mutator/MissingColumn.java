package dev.sluice.mutator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * A column that a schema lacks, or has REQUIRED where it should be NULLABLE.
 *
 * @param parent the path of the struct that lacks it; {@code null} for the table
 * @param column the column
 * @param cause why it is wanted, or {@code null} if that is not known
 */
record MissingColumn(@Nullable FieldPath parent, Column column, @Nullable ColumnCause cause) {

	/** A column that is wanted for no known cause. */
	MissingColumn(@Nullable FieldPath parent, Column column) {
		this(parent, column, null);
	}

	/**
	 * What a schema lacks of some columns.
	 */
	static List<MissingColumn> of(ColumnAdditions additions, TableSchema schema) {
		List<MissingColumn> missing = new ArrayList<>();
		additions.missingFrom(schema, (parent, column, cause) -> missing.add(new MissingColumn(parent, column, cause)));
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
		columns.forEach((missing) -> {
			additions.because(missing.cause);
			additions.addRelaxing(missing.parent, missing.column);
		});
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
