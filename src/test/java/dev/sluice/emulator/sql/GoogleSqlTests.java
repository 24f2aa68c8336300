package dev.sluice.emulator.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GoogleSql}: what a statement yields when DuckDB runs its translation.
 */
class GoogleSqlTests {

	private static Connection connection;

	@BeforeAll
	static void open() throws SQLException {
		connection = DriverManager.getConnection("jdbc:duckdb:");
		run("SET TimeZone = 'UTC'");
		for (String macro : Macros.statements()) {
			run(macro);
		}
		run("CREATE SCHEMA shop");
		run("CREATE TABLE shop.orders (id BIGINT, customer VARCHAR, amount DECIMAL(38,9), placed TIMESTAMPTZ, "
				+ "lines STRUCT(sku VARCHAR, quantity BIGINT)[], tags VARCHAR[], extra JSON, "
				+ "address STRUCT(city VARCHAR, zip VARCHAR))");
		run("INSERT INTO shop.orders VALUES "
				+ "(1, 'ann', 10.5, '2026-01-01 10:00:00Z', [{'sku': 'a', 'quantity': 2}, {'sku': 'b', 'quantity': 1}],"
				+ " ['new', 'gift'], '{\"channel\": \"web\", \"n\": [1, 2]}', {'city': 'Oslo', 'zip': '0150'}),"
				+ "(2, 'bob', 20, '2026-01-02 11:30:00Z', [{'sku': 'a', 'quantity': 5}], [], '{\"channel\": null}',"
				+ " {'city': 'Rome', 'zip': '00100'}),"
				+ "(3, 'ann', 0.25, '2026-01-03 12:00:00Z', [], ['late'], NULL, NULL)");
	}

	@AfterAll
	static void close() throws SQLException {
		connection.close();
	}

	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = "queries.csv", delimiterString = " --> ", quoteCharacter = '\0')
	void queryYields(String sql, String expected) throws SQLException {
		assertThat(answer(sql)).isEqualTo((expected != null) ? expected : "");
	}

	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = "refusals.csv", delimiterString = " --> ", quoteCharacter = '\0')
	void statementIsRefused(String sql, String message) {
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> translate(sql))
			.withMessage(message)
			.satisfies((error) -> assertThat(error.reason()).isEqualTo("invalidQuery"));
	}

	@Test
	void errorNamesLineAndColumn() {
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> translate("SELECT 1\n  FRM t"))
			.withMessage("Syntax error: Expected end of input but got identifier \"t\" at [2:7]");
	}

	@Test
	void unnamedColumnsAreNumbered() throws SQLException {
		assertThat(columns("SELECT 1, 2 AS two, COUNT(*), o.address.city FROM shop.orders o GROUP BY 4"))
			.containsExactly("f0_", "two", "f1_", "city");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SELECT * FROM `p-1.shop.orders`         | p-1/shop/orders
			SELECT * FROM p-1.shop.orders           | p-1/shop/orders
			SELECT * FROM p-1-2.shop.orders         | p-1-2/shop/orders
			SELECT * FROM `p-1`.shop.orders AS o    | p-1/shop/orders
			SELECT * FROM shop.INFORMATION_SCHEMA.TABLES | shop/INFORMATION_SCHEMA/TABLES
			""")
	void tableIsNamedBy(String sql, String path) {
		List<String> paths = new ArrayList<>();

		GoogleSql.translate(sql, new TestEnvironment(paths));

		assertThat(paths).containsExactly(path);
	}

	@Test
	void deleteKeepsItsCondition() {
		dev.sluice.emulator.sql.Statement delete = GoogleSql.translate("DELETE FROM shop.orders o WHERE o.id = 1",
				new TestEnvironment(new ArrayList<>()));

		assertThat(delete).isEqualTo(new dev.sluice.emulator.sql.Statement.Delete(List.of("shop", "orders"), "o",
				"(\"o\".\"id\" = CAST(1 AS BIGINT))"));
	}

	private static String translate(String sql) {
		dev.sluice.emulator.sql.Statement statement = GoogleSql.translate(sql, new TestEnvironment(new ArrayList<>()));
		return ((dev.sluice.emulator.sql.Statement.Query) statement).sql();
	}

	private static List<String> columns(String sql) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(translate(sql))) {
			List<String> columns = new ArrayList<>();
			for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
				columns.add(result.getMetaData().getColumnName(i));
			}
			return columns;
		}
	}

	private static String answer(String sql) throws SQLException {
		String translated = translate(sql);
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM (" + translated + ")")) {
			List<String> rows = new ArrayList<>();
			while (result.next()) {
				List<String> values = new ArrayList<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					values.add(String.valueOf(result.getString(i)));
				}
				rows.add(String.join(", ", values));
			}
			return String.join(" / ", rows);
		}
		catch (SQLException ex) {
			throw new SQLException(ex.getMessage() + "\nin " + translated, ex);
		}
	}

	private static void run(String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private record TestEnvironment(List<String> paths) implements Environment {

		@Override
		public Instant now() {
			return Instant.parse("2026-11-20T10:15:30.123456Z");
		}

		@Override
		public String relation(List<String> path, boolean pseudoColumns) {
			this.paths.add(String.join("/", path));
			return "shop." + path.get(path.size() - 1);
		}

		@Override
		public @Nullable String parameter(String name) {
			return Map.of("id", "CAST(2 AS BIGINT)").get(name);
		}

		@Override
		public @Nullable String parameter(int index) {
			return (index < 2) ? "CAST(" + (index + 1) + " AS BIGINT)" : null;
		}

	}

}
