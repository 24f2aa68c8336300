package dev.sluice.warehouse;

import java.util.function.UnaryOperator;

import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * BigQuery's catalog: what tables are there, and how they change. Each call asks once and
 * blocks until it is answered; every call throws {@link CatalogException}. Thread-safe.
 */
public interface Tables {

	/**
	 * The project of tables whose name gives none: that of the application's client.
	 */
	String defaultProject();

	/**
	 * Looks a table up.
	 * @return the table, or {@code null} if it is not there
	 */
	@Nullable TableDescription describe(TableName table);

	/**
	 * Looks a table up for people.
	 * @return the table, or {@code null} if it is not there
	 */
	@Nullable TableProfile profile(TableName table);

	/**
	 * Drops a table with all its rows.
	 * @return whether this call has dropped it, rather than it was not there
	 */
	boolean drop(TableName table);

	/**
	 * Whether a table is there and has rows, those that were streamed just now included.
	 */
	boolean hasRows(TableName table);

	/**
	 * Creates the dataset of a table, unless it is there.
	 * @param table a table in the dataset
	 * @param location where BigQuery shall keep it, such as {@code US}
	 * @return whether this call has created it
	 */
	boolean createDataset(TableName table, String location);

	/**
	 * Creates a table, unless it is there.
	 * @return whether this call has created it
	 * @throws CatalogException with {@link CatalogException.Problem#MISSING} if the
	 * dataset is not there
	 */
	boolean create(TableName table, TableDefinition definition);

	/**
	 * Adds columns, and relaxes REQUIRED columns to NULLABLE: reads the table, and
	 * updates it if its schema lacks anything that the wanted one has. Nothing is ever
	 * removed, and columns of unknown types and attributes stay as they are.
	 * @param table the table
	 * @param wanted makes the wanted schema from the present one
	 * @return the table afterwards
	 * @throws CatalogException with {@link CatalogException.Problem#MISSING} if the table
	 * is not there, and with {@link CatalogException.Problem#REFUSED} if BigQuery does
	 * not take the schema
	 */
	TableDescription alter(TableName table, UnaryOperator<TableSchema> wanted);

}
