package dev.sluice.transform.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the examples of the page on casts are true.
 */
class DocumentedCastsTests {

	private static final Map<String, Column> COLUMNS = Map.ofEntries(column("BOOL", ColumnType.BOOL),
			column("INT64", ColumnType.INT64), column("FLOAT64", ColumnType.FLOAT64),
			column("NUMERIC", ColumnType.NUMERIC), column("BIGNUMERIC", ColumnType.BIGNUMERIC),
			column("NUMERIC(5, 2)", new ColumnType.Decimal(ColumnType.Kind.NUMERIC, 5, 2)),
			column("STRING", ColumnType.STRING), column("STRING(3)", new ColumnType.Sized(ColumnType.Kind.STRING, 3L)),
			column("BYTES", ColumnType.BYTES), column("BYTES(3)", new ColumnType.Sized(ColumnType.Kind.BYTES, 3L)),
			column("DATE", ColumnType.DATE), column("TIME", ColumnType.TIME), column("DATETIME", ColumnType.DATETIME),
			column("TIMESTAMP", ColumnType.TIMESTAMP), column("JSON", ColumnType.JSON),
			column("GEOGRAPHY", ColumnType.GEOGRAPHY), column("INTERVAL", ColumnType.INTERVAL),
			column("RANGE<DATE>", new ColumnType.Range(ColumnType.DATE)),
			column("RANGE<TIMESTAMP>", new ColumnType.Range(ColumnType.TIMESTAMP)),
			column("STRUCT<x INT64>", new ColumnType.Struct(List.of(Column.nullable("x", ColumnType.INT64)))),
			Map.entry("ARRAY<INT64>", Column.repeated("c", ColumnType.INT64)));

	@ParameterizedTest
	@MethodSource
	void casts(String type, String json, String outcome) {
		assertThat(outcome(JsonWorld.DEFAULTS, type, json)).isEqualTo(outcome);
	}

	static List<Arguments> casts() throws IOException {
		return rows("type", "JSON value", "stored as, or reason");
	}

	@ParameterizedTest
	@MethodSource
	void settings(String setting, String type, String json, String outcome) {
		int equals = setting.indexOf('=');
		Map<String, String> property = Map.of(setting.substring(0, equals), setting.substring(equals + 1));
		JsonProperties properties = new Binder(new MapConfigurationPropertySource(property)).bindOrCreate("json",
				JsonProperties.class);

		assertThat(outcome(properties, type, json)).isEqualTo(outcome);
		assertThat(outcome(JsonWorld.DEFAULTS, type, json)).isNotEqualTo(outcome);
	}

	static List<Arguments> settings() throws IOException {
		return rows("setting", "type", "JSON value", "stored as, or reason");
	}

	@ParameterizedTest
	@MethodSource
	void records(String record, String outcome) {
		Verdict verdict = JsonWorld.of(Column.nullable("id", ColumnType.INT64)).transform(record);

		assertThat(verdict.isGood() ? "a row" : verdict.reason().code()).isEqualTo(outcome);
	}

	static List<Arguments> records() throws IOException {
		return rows("record", "outcome");
	}

	@ParameterizedTest
	@MethodSource
	void inference(String json, String column) {
		List<String> missing = JsonWorld.of().transform("{\"c\":" + json + "}").missing();

		assertThat(missing).isEqualTo(column.equals("none yet") ? List.of() : List.of("c " + column));
	}

	static List<Arguments> inference() throws IOException {
		return rows("JSON value", "new column");
	}

	private static String outcome(JsonProperties properties, String type, String json) {
		Verdict verdict = JsonWorld.of(properties, Objects.requireNonNull(COLUMNS.get(type), type))
			.transform("{\"c\":" + json + "}");
		return verdict.isGood() ? stored(verdict.row()) : verdict.reason().code();
	}

	/** The value of a row's only column without the quotes that BigQuery JSON adds. */
	private static String stored(String row) {
		if (row.equals("{}")) {
			return "[]";
		}
		String value = row.substring("{\"c\":".length(), row.length() - 1);
		if (value.equals("null")) {
			return "NULL";
		}
		boolean quoted = value.startsWith("\"");
		return quoted ? value.substring(1, value.length() - 1).replace("\\\"", "\"") : value;
	}

	private static Map.Entry<String, Column> column(String name, ColumnType type) {
		return Map.entry(name, Column.nullable("c", type));
	}

	/** The rows of all tables of the page with this header. */
	private static List<Arguments> rows(String... header) throws IOException {
		List<Arguments> rows = new ArrayList<>();
		List<String> table = List.of();
		for (String line : Files.readAllLines(Path.of("docs/casts.md"))) {
			List<String> cells = cells(line);
			table = (cells.isEmpty() || table.isEmpty()) ? cells : table;
			if (table.equals(List.of(header)) && cells != table && !cells.get(0).startsWith("---")) {
				rows.add(Arguments.argumentSet(String.join(" ", cells), cells.toArray()));
			}
		}
		return rows;
	}

	private static List<String> cells(String line) {
		return line.startsWith("|")
				? Arrays.stream(line.split("\\|")).skip(1).map((cell) -> cell.strip().replace("`", "")).toList()
				: List.of();
	}

}
