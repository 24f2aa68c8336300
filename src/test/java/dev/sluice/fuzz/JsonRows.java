package dev.sluice.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;
import dev.sluice.fuzz.Tree.Kind;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;

/**
 * Rows of BigQuery JSON as BigQuery reads them.
 */
final class JsonRows {

	/** The text of a RANGE may stand where no object could. */
	private static final int DEEPEST = TreeReader.DEEPEST + 2;

	private final List<Column> columns;

	private final boolean jsonAsText;

	/**
	 * Reads rows.
	 * @param jsonAsText whether JSON stands in them as text
	 */
	JsonRows(List<Column> columns, boolean jsonAsText) {
		this.columns = columns;
		this.jsonAsText = jsonAsText;
	}

	/**
	 * Reads a row.
	 * @throws IllegalStateException if it is not a line of JSON for these columns
	 */
	Map<String, Object> read(byte[] row) {
		Reading reading = TreeReader.read(row, DEEPEST);
		Tree tree = reading.tree();
		if (tree == null || !reading.faults().isEmpty() || !tree.is(Kind.OBJECT)) {
			throw new IllegalStateException("no JSON: " + reading.faults());
		}
		if (tree.raw.matches("(?s).*[\r\n].*")) {
			throw new IllegalStateException("more than a line");
		}
		return object(this.columns, tree);
	}

	private Map<String, Object> object(List<Column> columns, Tree tree) {
		Map<String, Object> row = new LinkedHashMap<>();
		for (int i = 0; i < tree.names.size(); i++) {
			String name = tree.names.get(i);
			Column column = columns.stream().filter((candidate) -> candidate.name().equals(name)).findFirst().get();
			row.put(name, value(column, tree.values.get(i)));
		}
		return row;
	}

	private Object value(Column column, Tree value) {
		if (column.mode() != Column.Mode.REPEATED) {
			return value.is(Kind.NULL) ? Verdict.NULL : single(column.type(), value);
		}
		expect(Kind.ARRAY, value);
		List<Object> elements = new ArrayList<>();
		value.values.forEach((element) -> elements.add(single(column.type(), element)));
		return elements;
	}

	private static void expect(Kind kind, Tree value) {
		if (!value.is(kind)) {
			throw new IllegalStateException(value.kind + " in place of " + kind);
		}
	}

	private Object single(ColumnType type, Tree value) {
		return switch (type.kind()) {
			case JSON -> this.jsonAsText ? literal(Kind.TEXT, value) : value.raw;
			case BOOL -> literal(Kind.BOOL, value).equals("true");
			case INT64 -> int64(value);
			case FLOAT64 -> float64(value);
			case STRUCT -> {
				expect(Kind.OBJECT, value);
				yield object(((ColumnType.Struct) type).columns(), value);
			}
			case RANGE -> {
				expect(Kind.OBJECT, value);
				ColumnType bound = ((ColumnType.Range) type).element();
				yield object(List.of(Column.nullable("start", bound), Column.nullable("end", bound)), value);
			}
			default -> text(type.kind(), literal(Kind.TEXT, value));
		};
	}

	private static String literal(Kind kind, Tree value) {
		expect(kind, value);
		return value.text;
	}

	/** Beyond 53 bits numbers must be strings, or readers round them. */
	private static Object int64(Tree value) {
		long number = Long.parseLong(value.text);
		boolean exact = Math.abs(number) < 1L << 53 && number != Long.MIN_VALUE;
		expect(exact ? Kind.NUMBER : Kind.TEXT, value);
		return number;
	}

	private static Object float64(Tree value) {
		Double number = Double.valueOf(value.text);
		expect(Double.isFinite(number) ? Kind.NUMBER : Kind.TEXT, value);
		return number;
	}

	private static Object text(ColumnType.Kind kind, String text) {
		return switch (kind) {
			case NUMERIC, BIGNUMERIC -> OracleCasts.plain(new BigDecimal(text));
			case BYTES -> ByteString.copyFrom(Base64.getDecoder().decode(text));
			case DATE -> LocalDate.parse(text);
			case TIME -> LocalTime.parse(text);
			case DATETIME -> LocalDateTime.parse(text);
			case TIMESTAMP -> Instant.parse(text);
			default -> text;
		};
	}

}
