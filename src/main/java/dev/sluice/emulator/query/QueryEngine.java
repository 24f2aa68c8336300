package dev.sluice.emulator.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.gson.JsonArray;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.duckdb.DuckTypes;
import dev.sluice.emulator.duckdb.Projection;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.sql.GoogleSql;
import dev.sluice.emulator.sql.Macros;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements of GoogleSQL.
 *
 * Results are kept until {@value #MAX_RESULTS} later ones have come. Safe for use by many
 * threads.
 */
public final class QueryEngine {

	private static final int MAX_RESULTS = 500;

	private static final String RESULTS = "results";

	private final Engine engine;

	private final Projection projection;

	private final AtomicLong numbers = new AtomicLong();

	@GuardedBy("this")
	private final Deque<ResultTable> results = new ArrayDeque<>();

	@GuardedBy("this")
	private boolean prepared;

	public QueryEngine(Engine engine) {
		this.engine = engine;
		this.projection = engine.projection();
	}

	/**
	 * Runs a statement.
	 * @throws ApiError if it is refused
	 */
	public QueryOutcome run(QueryRequest request) {
		request.checkDialect();
		prepare();
		CatalogEnvironment environment = new CatalogEnvironment(this.engine, request);
		return GoogleSql.translate(request.sql(), environment)
			.decide(new StatementRunner(this.engine, this, environment, request));
	}

	/**
	 * Checks a statement without running it.
	 * @return for a query, one without rows; otherwise {@code null}
	 * @throws ApiError if the statement would be refused
	 */
	public @Nullable QueryOutcome check(QueryRequest request) {
		request.checkDialect();
		prepare();
		CatalogEnvironment environment = new CatalogEnvironment(this.engine, request);
		Object statement = GoogleSql.translate(request.sql(), environment);
		if (statement instanceof dev.sluice.emulator.sql.Statement.Query query) {
			String nothing = "SELECT * FROM (" + query.sql() + ") LIMIT 0";
			return QueryOutcome.rows(result(nothing, describe(query.sql())), null);
		}
		if (statement instanceof dev.sluice.emulator.sql.Statement.CreateTable create) {
			checkCreation(environment, create);
		}
		if (statement instanceof dev.sluice.emulator.sql.Statement.CreateSchema create) {
			checkCreation(environment, create);
		}
		return null;
	}

	/**
	 * Refuses to create a table where the caller may not.
	 */
	void checkCreation(CatalogEnvironment environment, dev.sluice.emulator.sql.Statement.CreateTable create) {
		DatasetId dataset = environment.table(create.table()).inDataset();
		this.engine.catalog().dataset(dataset);
		this.engine.permissions().check("bigquery.tables.create", "Dataset", dataset);
	}

	/**
	 * Refuses to create a dataset where the caller may not.
	 */
	void checkCreation(CatalogEnvironment environment, dev.sluice.emulator.sql.Statement.CreateSchema create) {
		this.engine.permissions()
			.checkProject("bigquery.datasets.create", environment.dataset(create.dataset()).project());
	}

	/**
	 * Returns rows of a table as REST shows them.
	 * @param from index of the first
	 * @param limit how many at most
	 */
	public JsonArray rows(Table table, List<Field> fields, long from, long limit, Cells cells) {
		JsonArray page = new JsonArray();
		new TextRows(this.projection).read(fields,
				fields.stream().map((field) -> DuckTypes.quote(field.name())).toList(),
				this.projection.relationWithPseudoColumns(table) + " ORDER BY __row LIMIT " + limit + " OFFSET " + from,
				(values) -> page.add(cells.row(fields, values)));
		return page;
	}

	/**
	 * Returns how many rows a table shows.
	 */
	public long count(Table table) {
		List<Long> count = new ArrayList<>();
		read("SELECT count(*) FROM " + this.projection.relation(table), (row) -> count.add(row.getLong(1)));
		return count.get(0);
	}

	private synchronized void prepare() {
		if (!this.prepared) {
			for (String macro : Macros.statements()) {
				execute(macro);
			}
			execute("CREATE SCHEMA IF NOT EXISTS " + RESULTS);
			this.prepared = true;
		}
	}

	/**
	 * Runs a query and keeps its rows.
	 */
	ResultTable result(String sql) {
		return result(sql, describe(sql));
	}

	private ResultTable result(String sql, List<Field> fields) {
		String name = RESULTS + ".r" + this.numbers.incrementAndGet();
		List<String> columns = new ArrayList<>();
		fields.forEach((field) -> columns.add("c" + columns.size()));
		long rows = execute("CREATE TABLE " + name + '(' + String.join(", ", columns) + ") AS " + sql);
		ResultTable result = new ResultTable(new TextRows(this.projection), name, fields, rows);
		keep(result);
		return result;
	}

	private void keep(ResultTable result) {
		ResultTable eldest;
		synchronized (this) {
			this.results.addLast(result);
			eldest = (this.results.size() > MAX_RESULTS) ? this.results.removeFirst() : null;
		}
		drop(eldest);
	}

	private void drop(@Nullable ResultTable result) {
		if (result != null) {
			execute("DROP TABLE IF EXISTS " + result.name());
		}
	}

	private List<Field> describe(String sql) {
		List<Field> fields = new ArrayList<>();
		Set<String> names = new HashSet<>();
		read("DESCRIBE " + sql, (row) -> {
			String name = row.getString(1);
			if (!names.add(name.toLowerCase(Locale.ROOT))) {
				throw ApiError.invalidQuery(
						"Duplicate column names in the result are not supported. Found duplicate(s): " + name);
			}
			fields.add(ResultTypes.field(name, row.getString(2)));
		});
		return fields;
	}

	/**
	 * Runs a statement of DuckDB and returns how many rows it changed or yielded.
	 */
	private long execute(String sql) {
		try (Connection connection = this.projection.connect(); Statement statement = connection.createStatement()) {
			return statement.executeLargeUpdate(sql);
		}
		catch (SQLException ex) {
			throw QueryErrors.of(ex);
		}
	}

	void read(String sql, RowReader reader) {
		try (Connection connection = this.projection.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				reader.row(rows);
			}
		}
		catch (SQLException ex) {
			throw QueryErrors.of(ex);
		}
	}

	/**
	 * Takes a row.
	 */
	@FunctionalInterface
	interface RowReader {

		void row(ResultSet row) throws SQLException;

	}

}
