package dev.sluice.mutator;

import java.time.Instant;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A change of a table that BigQuery has made for Sluice.
 *
 * @param table the table
 * @param kind what kind of change it is
 * @param path the path of the column, or {@code null} if the whole table is meant
 * @param column the column as it is now, or {@code null} if the whole table is meant
 * @param at when it was made
 * @param cause why, or {@code null} if the settings say so
 */
public record SchemaChange(TableName table, Kind kind, @Nullable FieldPath path, @Nullable Column column, Instant at,
		@Nullable ColumnCause cause) {

	/** Kinds of changes. */
	public enum Kind {

		/** The table was created. */
		CREATED,

		/** A column was added, or created with its table. */
		ADDED,

		/** A REQUIRED column became NULLABLE. */
		RELAXED,

		/** The table was dropped. */
		DROPPED

	}

}
