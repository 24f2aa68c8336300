package dev.sluice.end2end;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways into BigQuery make the same table of the same records, position by position.
 */
class SameContentsIntegrationTests extends OnStage {

	private static final Map<String, List<String>> WAYS = new LinkedHashMap<>();

	static {
		WAYS.put("at_least_once", List.of());
		WAYS.put("exactly_once", List.of("write.guarantee=exactly-once", "write.flush-interval=200ms"));
		WAYS.put("streaming_inserts", List.of("write.mode=streaming-inserts"));
		WAYS.put("file_loads", List.of("write.mode=file-loads", "files.frequency=500ms", "files.poll=50ms"));
	}

	private static final List<String> KINDS = List.of("STRING", "BYTES", "INTEGER", "FLOAT", "NUMERIC", "BIGNUMERIC",
			"BOOLEAN", "TIMESTAMP", "DATE", "TIME", "DATETIME", "GEOGRAPHY", "JSON");

	/**
	 * Values of each kind, in the same order: some at the ends of their range. JSON is
	 * without white space, which BigQuery does not keep.
	 */
	private static final List<List<String>> VALUES = List.of(
			List.of("\"\"", "\"a \\\"quoted\\\" \\\\ line\\n\\u00e9\\ud83d\\ude00\\u0001\"", "\"null\""),
			List.of("\"\"", "\"AP8=\"", "\"c2x1aWNl\""),
			List.of("0", "9223372036854775807", "-9223372036854775808", "9007199254740993"),
			List.of("0.0", "-1.5", "1.7976931348623157E308", "4.9E-324", "0.1"),
			List.of("0", "99999999999999999999999999999.999999999", "-0.000000001", "12.5"),
			List.of("0", "578960446186580977117854925043439539266.34992332820282019728792003956564819967",
					"-0.00000000000000000000000000000000000001"),
			List.of("true", "false"),
			List.of("\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999999Z\"", "\"2026-11-21T12:00:00.5Z\""),
			List.of("\"0001-01-01\"", "\"9999-12-31\"", "\"2024-02-29\""),
			List.of("\"00:00:00\"", "\"23:59:59.999999\""),
			List.of("\"0001-01-01T00:00:00\"", "\"9999-12-31T23:59:59.999999\""), List.of("\"POINT(1 2)\""),
			List.of("{\"a\":[1,2.50,\"x\",null,true],\"b\":{}}", "[]", "12345678901234567890", "\"text\""));

	@BeforeEach
	void createTablesAndRecords() {
		WAYS.keySet().forEach((table) -> this.stage.table(SHOP, table, definition()));
		List<String> records = records();
		this.stage.produce(this.orders, 0, records.subList(0, records.size() / 2));
		this.stage.produce(this.orders, 1, records.subList(records.size() / 2, records.size()));
	}

	@Test
	void tablesHoldTheSameRowsAtTheSamePositions() {
		Map<String, Map<Census.Position, Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();

		WAYS.forEach((table, properties) -> tables.put(table, load(table, properties)));

		Map<Census.Position, Map<String, @Nullable Object>> first = tables.values().iterator().next();
		assertThat(first).hasSize(records().size());
		tables.forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(first));
		assertThat(dead()).isEmpty();
	}

	@Test
	void valuesAreThoseOfTheRecords() {
		Map<Census.Position, Map<String, @Nullable Object>> rows = load("at_least_once", List.of());

		Map<String, @Nullable Object> explicit = Objects.requireNonNull(rows.get(new Census.Position(0, 0)));
		Map<String, @Nullable Object> absent = Objects.requireNonNull(rows.get(new Census.Position(0, 1)));
		assertThat(explicit).containsEntry("defaulted", null).containsEntry("a_integer", null);
		assertThat(absent).containsEntry("defaulted", "none").containsEntry("a_integer", null);
	}

	private Map<Census.Position, Map<String, @Nullable Object>> load(String table, List<String> properties) {
		String[] all = new String[properties.size() + 2];
		properties.toArray(all);
		all[properties.size()] = "group-id=" + this.orders + "-" + table;
		all[properties.size() + 1] = "json.timestamp.excess-digits=dead-letter";
		ConfigurableApplicationContext instance = start(this.orders, table, all);
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, table)).as("%s, dead: %s", table, dead())
			.hasSizeGreaterThanOrEqualTo(records().size()));
		this.stage.stop(instance);
		Map<Census.Position, Map<String, @Nullable Object>> rows = new TreeMap<>();
		for (Map<String, @Nullable Object> row : this.stage.rows(SHOP, table)) {
			Census.Position position = new Census.Position((Long) Objects.requireNonNull(row.get("from_partition")),
					(Long) Objects.requireNonNull(row.get("from_offset")));
			assertThat(rows.put(position, comparable(row))).as("row of " + position).isNull();
		}
		return rows;
	}

	private List<String> dead() {
		return this.stage.records(this.orders + "-dlt")
			.stream()
			.map((letter) -> new String(letter.headers().lastHeader("sluice-message").value(), StandardCharsets.UTF_8))
			.toList();
	}

	private static Map<String, @Nullable Object> comparable(Map<String, @Nullable Object> row) {
		Map<String, @Nullable Object> comparable = new TreeMap<>();
		row.forEach((name, value) -> comparable.put(name, comparable(value)));
		return comparable;
	}

	/** BYTES are compared by what is in them. */
	private static @Nullable Object comparable(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return HexFormat.of().formatHex(bytes);
		}
		if (value instanceof List<?> elements) {
			return elements.stream().map(SameContentsIntegrationTests::comparable).toList();
		}
		if (value instanceof Map<?, ?> struct) {
			Map<String, @Nullable Object> comparable = new TreeMap<>();
			struct.forEach((name, field) -> comparable.put(String.valueOf(name), comparable(field)));
			return comparable;
		}
		return value;
	}

	private static String definition() {
		StringBuilder fields = new StringBuilder(
				"{'name':'defaulted','type':'STRING','defaultValueExpression':\"'none'\"},"
						+ "{'name':'from_partition','type':'INTEGER'},{'name':'from_offset','type':'INTEGER'}");
		StringBuilder inner = new StringBuilder("{'name':'required','type':'INTEGER','mode':'REQUIRED'}");
		for (String kind : KINDS) {
			fields.append(",{'name':'a_%1$s','type':'%2$s'},{'name':'many_%1$s','type':'%2$s','mode':'REPEATED'}"
				.formatted(kind.toLowerCase(Locale.ROOT), kind));
			inner.append(",{'name':'a_%1$s','type':'%2$s'},{'name':'many_%1$s','type':'%2$s','mode':'REPEATED'}"
				.formatted(kind.toLowerCase(Locale.ROOT), kind));
		}
		fields.append(
				",{'name':'one','type':'RECORD','fields':[%1$s]},{'name':'several','type':'RECORD','mode':'REPEATED','fields':[%1$s]}"
					.formatted(inner));
		return "{'schema':{'fields':[" + fields + "]}}";
	}

	private static List<String> records() {
		List<String> records = new ArrayList<>();
		records.add("{\"defaulted\": null, \"a_integer\": null, \"one\": null, \"several\": [], \"many_string\": []}");
		records.add("{}");
		for (int round = 0; round < 5; round++) {
			String values = values(round);
			String inner = "{\"required\": " + round + ", " + values + "}";
			records.add("{\"defaulted\": \"given\", " + values + "}");
			records.add("{" + values + ", \"one\": " + inner + "}");
			records.add("{\"several\": [" + inner + ", {\"required\": -1}, " + inner + "]}");
		}
		return records;
	}

	private static String values(int round) {
		StringBuilder values = new StringBuilder();
		for (int kind = 0; kind < KINDS.size(); kind++) {
			String name = KINDS.get(kind).toLowerCase(Locale.ROOT);
			List<String> some = VALUES.get(kind);
			values.append((kind > 0) ? ", " : "")
				.append("\"a_%1$s\": %2$s, \"many_%1$s\": [%3$s]".formatted(name, some.get(round % some.size()),
						String.join(", ", some.subList(0, Math.min(round, some.size())))));
		}
		return values.toString();
	}

}
