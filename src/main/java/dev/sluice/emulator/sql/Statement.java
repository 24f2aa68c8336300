package dev.sluice.emulator.sql;

import java.util.List;

import dev.sluice.emulator.catalog.Field;
import org.jspecify.annotations.Nullable;

/**
 * A statement, its expressions translated.
 */
public sealed interface Statement {

	/**
	 * Hands the statement to the case that it is.
	 */
	<T> T decide(Cases<T> cases);

	/**
	 * What to do with each kind of statement.
	 *
	 * @param <T> what comes of it
	 */
	interface Cases<T> {

		T query(Query query);

		T insert(Insert insert);

		T delete(Delete delete);

		T update(Update update);

		T createTable(CreateTable create);

		T addColumns(AddColumns add);

		T dropTable(DropTable drop);

		T createSchema(CreateSchema create);

		T dropSchema(DropSchema drop);

	}

	/**
	 * A query.
	 *
	 * @param sql what DuckDB runs
	 */
	record Query(String sql) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.query(this);
		}

	}

	/**
	 * Rows to add to a table.
	 *
	 * @param table the table's path
	 * @param columns the columns given, empty for all
	 * @param sql the query that yields the rows
	 */
	record Insert(List<String> table, List<String> columns, String sql) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.insert(this);
		}

	}

	/**
	 * Rows to take from a table.
	 *
	 * @param table the table's path
	 * @param alias the name by which the condition calls it
	 * @param condition which rows, or {@code null} for {@code TRUNCATE}
	 */
	record Delete(List<String> table, String alias, @Nullable String condition) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.delete(this);
		}

	}

	/**
	 * Rows to change.
	 *
	 * @param table the table's path
	 * @param alias the name by which the expressions call it
	 * @param assignments the new values
	 * @param condition which rows
	 */
	record Update(List<String> table, String alias, List<Assignment> assignments,
			String condition) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.update(this);
		}

	}

	/**
	 * A new value for a column.
	 *
	 * @param column its name
	 * @param value the expression
	 */
	record Assignment(String column, String value) {

	}

	/**
	 * A table to create.
	 *
	 * @param table the table's path
	 * @param existing what to do if it exists
	 * @param columns the columns, empty if the query decides
	 * @param partition the column or expression it is partitioned by, or {@code null}
	 * @param clustering the columns it is clustered by
	 * @param query the query that yields its first rows, or {@code null}
	 */
	record CreateTable(List<String> table, Existing existing, List<Field> columns, @Nullable Partition partition,
			List<String> clustering, @Nullable String query) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.createTable(this);
		}

	}

	/**
	 * How a table is partitioned by time.
	 *
	 * @param column the column, or {@code null} for the time of ingestion
	 * @param unit HOUR, DAY, MONTH or YEAR
	 */
	record Partition(@Nullable String column, String unit) {

	}

	/**
	 * Columns to add to a table.
	 *
	 * @param table the table's path
	 * @param ifExists whether a missing table is passed over
	 * @param ifNotExists whether columns that exist are passed over
	 * @param columns the columns
	 */
	record AddColumns(List<String> table, boolean ifExists, boolean ifNotExists,
			List<Field> columns) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.addColumns(this);
		}

	}

	/**
	 * A table to drop.
	 *
	 * @param table the table's path
	 * @param ifExists whether a missing table is passed over
	 */
	record DropTable(List<String> table, boolean ifExists) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.dropTable(this);
		}

	}

	/**
	 * A dataset to create.
	 *
	 * @param dataset its path
	 * @param ifNotExists whether an existing one is passed over
	 */
	record CreateSchema(List<String> dataset, boolean ifNotExists) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.createSchema(this);
		}

	}

	/**
	 * A dataset to drop.
	 *
	 * @param dataset its path
	 * @param ifExists whether a missing one is passed over
	 * @param cascade whether its tables go with it
	 */
	record DropSchema(List<String> dataset, boolean ifExists, boolean cascade) implements Statement {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.dropSchema(this);
		}

	}

	/**
	 * What to do if what is to be created exists.
	 */
	enum Existing {

		REFUSE, KEEP, REPLACE

	}

}
