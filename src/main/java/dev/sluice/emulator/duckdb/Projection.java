package dev.sluice.emulator.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.table.RowStore;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The tables in DuckDB, for queries.
 *
 * Nothing but a copy: it is empty after a start, opened by the first query and filled,
 * one table at a time, up to what can be seen when a query asks for the table. Safe for
 * use by many threads: its monitor is held while a table is filled; queries run on
 * connections of their own and do not need it.
 */
public final class Projection implements AutoCloseable {

	private static final String MEMORY_LIMIT = "1GB";

	private final Path directory;

	private final RowStore rows;

	@GuardedBy("this")
	private final Map<Long, ProjectedTable> tables = new HashMap<>();

	@GuardedBy("this")
	private @Nullable DuckDBConnection connection;

	public Projection(Path directory, RowStore rows) {
		this.directory = directory;
		this.rows = rows;
	}

	/**
	 * Opens a connection for a query; the caller closes it.
	 */
	public Connection connect() {
		try {
			return connection().duplicate();
		}
		catch (SQLException ex) {
			throw new ProjectionException(ex);
		}
	}

	/**
	 * Fills a table up to what can be seen now.
	 * @return the name to select from: it has the table's columns and no others
	 */
	public String relation(Table table) {
		return refresh(table) + "_rows";
	}

	/**
	 * Fills a table up to what can be seen now.
	 * @return the name to select from: it has the table's columns,
	 * {@code _PARTITIONTIME}, {@code _PARTITIONDATE} and the row's number, {@code __row}
	 */
	public String relationWithPseudoColumns(Table table) {
		return refresh(table) + "_all";
	}

	private synchronized String refresh(Table table) {
		String name = "t" + table.incarnation();
		try {
			this.tables.computeIfAbsent(table.incarnation(), (number) -> new ProjectedTable(name, this.rows.of(table)))
				.refresh(connection(), table);
			return name;
		}
		catch (SQLException ex) {
			throw new ProjectionException(ex);
		}
	}

	/**
	 * Drops what was filled for a table.
	 */
	public synchronized void drop(Table table) {
		if (this.tables.remove(table.incarnation()) != null) {
			String name = "t" + table.incarnation();
			try (Statement statement = connection().createStatement()) {
				statement.execute("DROP VIEW IF EXISTS " + name + "_rows");
				statement.execute("DROP VIEW IF EXISTS " + name + "_all");
				statement.execute("DROP TABLE IF EXISTS " + name);
			}
			catch (SQLException ex) {
				throw new ProjectionException(ex);
			}
		}
	}

	private synchronized DuckDBConnection connection() throws SQLException {
		if (this.connection == null) {
			try {
				Path file = this.directory.resolve("projection.duckdb");
				Files.deleteIfExists(file);
				Files.deleteIfExists(this.directory.resolve("projection.duckdb.wal"));
				this.connection = open(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return this.connection;
	}

	private static DuckDBConnection open(Path file) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("memory_limit", MEMORY_LIMIT);
		Connection opened = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
		try (Statement statement = opened.createStatement()) {
			statement.execute("SET GLOBAL TimeZone = 'UTC'");
		}
		return opened.unwrap(DuckDBConnection.class);
	}

	@Override
	public synchronized void close() {
		try {
			if (this.connection != null) {
				this.connection.close();
				this.connection = null;
			}
		}
		catch (SQLException ex) {
			throw new ProjectionException(ex);
		}
	}

}
