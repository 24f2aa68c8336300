package dev.sluice.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.fuzz.Tree.Kind;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.json.JsonProperties;
import org.jspecify.annotations.Nullable;

/**
 * The columns that values suggest.
 */
final class OracleInference {

	private static final int LONGEST_NAME = 300;

	private final JsonProperties settings;

	private final OracleCasts casts;

	OracleInference(JsonProperties settings) {
		this.settings = settings;
		this.casts = new OracleCasts(settings);
	}

	/**
	 * The column for a value, or {@code null} if the value tells nothing of it.
	 * @param structs how many STRUCTs are around the column
	 */
	@Nullable Column infer(Tree value, String name, int structs) throws Misfit {
		if (value.is(Kind.ARRAY)) {
			return array(value, name, structs);
		}
		ColumnType type = single(value, structs);
		return (type != null) ? Column.nullable(name, type) : null;
	}

	private @Nullable ColumnType single(Tree value, int structs) throws Misfit {
		return switch (value.kind) {
			case OBJECT -> object(value, structs + 1);
			case TEXT -> text(value);
			case NUMBER -> number(value);
			case BOOL -> ColumnType.BOOL;
			default -> null;
		};
	}

	private ColumnType text(Tree value) {
		if (this.settings.detectDates() && this.casts.fits(ColumnType.TIMESTAMP, value)) {
			return ColumnType.TIMESTAMP;
		}
		boolean date = this.settings.detectDates() && this.casts.fits(ColumnType.DATE, value);
		return date ? ColumnType.DATE : ColumnType.STRING;
	}

	private ColumnType number(Tree value) {
		boolean integer = value.text.matches("-?[0-9]+");
		if (integer && this.casts.fits(ColumnType.INT64, value)) {
			return ColumnType.INT64;
		}
		if (!integer && this.settings.decimals() == JsonProperties.Decimals.FLOAT64) {
			return this.casts.fits(ColumnType.FLOAT64, value) ? ColumnType.FLOAT64 : ColumnType.STRING;
		}
		if (this.casts.fits(ColumnType.NUMERIC, value)) {
			return ColumnType.NUMERIC;
		}
		return this.casts.fits(ColumnType.BIGNUMERIC, value) ? ColumnType.BIGNUMERIC : ColumnType.STRING;
	}

	private @Nullable ColumnType object(Tree value, int structs) throws Misfit {
		if (value.values.isEmpty() || structs > TableSchema.MAX_DEPTH
				|| this.settings.nested() == JsonProperties.Nested.JSON) {
			return ColumnType.JSON;
		}
		List<Column> columns = new ArrayList<>();
		Map<String, String> seen = new HashMap<>();
		for (int i = 0; i < value.values.size(); i++) {
			String key = value.names.get(i);
			String name = OracleNames.column(key);
			if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
				throw new Misfit(Reason.BAD_NAME);
			}
			String first = seen.putIfAbsent(OracleNames.folded(name), key);
			if (first != null) {
				throw new Misfit(first.equalsIgnoreCase(key) ? Reason.DUPLICATE_FIELD : Reason.BAD_NAME);
			}
			Column column = infer(value.values.get(i), name, structs);
			if (column != null) {
				columns.add(column);
			}
		}
		return columns.isEmpty() ? null : new ColumnType.Struct(columns);
	}

	private @Nullable Column array(Tree value, String name, int structs) throws Misfit {
		ColumnType common = null;
		boolean hole = false;
		for (Tree element : value.values) {
			ColumnType type = element.is(Kind.ARRAY) ? ColumnType.JSON : single(element, structs);
			ColumnType widened = (common == null || type == null) ? type : widened(common, type);
			boolean mixed = element.is(Kind.ARRAY)
					|| (widened != null && common != null && widened.equals(ColumnType.JSON) && !common.equals(type));
			if (mixed) {
				return Column.nullable(name, ColumnType.JSON);
			}
			common = (type != null) ? widened : common;
			hole |= element.is(Kind.NULL);
		}
		if (hole) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return (common != null) ? Column.repeated(name, common) : null;
	}

	/**
	 * The type that takes the values of two.
	 */
	private static ColumnType widened(ColumnType one, ColumnType other) {
		if (one.equals(other)) {
			return one;
		}
		if (one instanceof ColumnType.Struct struct && other instanceof ColumnType.Struct second) {
			return structs(struct, second);
		}
		return switch (one.kind() + " " + other.kind()) {
			case "INT64 FLOAT64", "FLOAT64 INT64" -> ColumnType.FLOAT64;
			case "INT64 NUMERIC", "NUMERIC INT64" -> ColumnType.NUMERIC;
			case "INT64 BIGNUMERIC", "BIGNUMERIC INT64", "NUMERIC BIGNUMERIC", "BIGNUMERIC NUMERIC" ->
				ColumnType.BIGNUMERIC;
			case "DATE STRING", "STRING DATE", "TIMESTAMP STRING", "STRING TIMESTAMP" -> ColumnType.STRING;
			default -> ColumnType.JSON;
		};
	}

	private static ColumnType structs(ColumnType.Struct struct, ColumnType.Struct other) {
		List<Column> columns = new ArrayList<>(struct.columns());
		for (Column column : other.columns()) {
			Column known = OracleNames.find(struct.columns(), column.name());
			if (known == null) {
				columns.add(column);
			}
			else {
				columns.set(columns.indexOf(known), widened(known, column));
			}
		}
		return new ColumnType.Struct(columns);
	}

	private static Column widened(Column one, Column other) {
		ColumnType type = widened(one.type(), other.type());
		boolean differs = one.mode() != other.mode()
				|| (type.equals(ColumnType.JSON) && !one.type().equals(other.type()));
		return differs ? Column.nullable(one.name(), ColumnType.JSON)
				: new Column(one.name(), type, one.mode(), null, null);
	}

}
