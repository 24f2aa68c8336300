package dev.sluice.emulator.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.duckdb.BigNumerics;
import dev.sluice.emulator.row.Literals;
import org.jspecify.annotations.Nullable;

/**
 * Rows as REST shows them: {@code {"f": [{"v": ...}]}}, every scalar a text.
 *
 * @param int64Timestamps whether timestamps are microseconds rather than seconds with a
 * fraction
 */
public record Cells(boolean int64Timestamps) {

	private static final Pattern INTERVAL = Pattern.compile("(?:(-?\\d+) years? ?)?(?:(-?\\d+) months? ?)?"
			+ "(?:(-?\\d+) days? ?)?(?:(-?)(\\d+):(\\d+):(\\d+)(\\.\\d+)?)?");

	/**
	 * Writes a row.
	 * @param values the values as {@link ResultTable} reads them
	 */
	JsonObject row(List<Field> fields, @Nullable Object[] values) {
		JsonArray cells = new JsonArray();
		for (int i = 0; i < values.length; i++) {
			cells.add(cell(value(fields.get(i), values[i])));
		}
		JsonObject row = new JsonObject();
		row.add("f", cells);
		return row;
	}

	private static JsonObject cell(JsonElement value) {
		JsonObject cell = new JsonObject();
		cell.add("v", value);
		return cell;
	}

	private JsonElement value(Field field, @Nullable Object value) {
		if (!field.repeated()) {
			return (value != null) ? single(field, value) : JsonNull.INSTANCE;
		}
		JsonArray elements = new JsonArray();
		for (Object element : (value != null) ? (Object[]) value : new Object[0]) {
			elements.add(cell((element != null) ? single(field, element) : JsonNull.INSTANCE));
		}
		return elements;
	}

	private JsonElement single(Field field, Object value) {
		return switch (field.type()) {
			case RECORD -> row(field.fields(), (@Nullable Object[]) value);
			case RANGE -> new JsonPrimitive(range(field, (@Nullable Object[]) value));
			case BIGNUMERIC, GEOGRAPHY -> new JsonPrimitive(text(field, ((Object[]) value)[0]));
			default -> new JsonPrimitive(text(field, value));
		};
	}

	private String range(Field field, @Nullable Object[] ends) {
		Field end = ResultTypes.rangeEnd(field);
		return '[' + ((ends[0] != null) ? text(end, ends[0]) : "UNBOUNDED") + ", "
				+ ((ends[1] != null) ? text(end, ends[1]) : "UNBOUNDED") + ')';
	}

	private String text(Field field, Object value) {
		String text = value.toString();
		return switch (field.type()) {
			case FLOAT -> floating(text);
			case NUMERIC -> plain(new BigDecimal(text));
			case BIGNUMERIC -> plain(BigNumerics.read(text));
			case DATETIME -> text.replace(' ', 'T');
			case TIMESTAMP -> timestamp((Instant) Literals.parse(field.type(), text));
			case INTERVAL -> interval(text);
			default -> text;
		};
	}

	private static String floating(String text) {
		return switch (text) {
			case "nan" -> "NaN";
			case "inf" -> "Infinity";
			case "-inf" -> "-Infinity";
			default -> text;
		};
	}

	private static String plain(BigDecimal value) {
		return (value.signum() == 0) ? "0" : value.stripTrailingZeros().toPlainString();
	}

	private String timestamp(Instant time) {
		long micros = TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
		return this.int64Timestamps ? Long.toString(micros)
				: new BigDecimal(BigInteger.valueOf(micros), 6).toPlainString();
	}

	private static String interval(String text) {
		Matcher parts = INTERVAL.matcher(text);
		if (!parts.matches() || text.isEmpty()) {
			return text;
		}
		String fraction = (parts.group(8) != null) ? parts.group(8).replaceAll("0+$", "") : "";
		String time = (parts.group(5) != null) ? parts.group(4) + number(parts.group(5)) + ':' + number(parts.group(6))
				+ ':' + number(parts.group(7)) + fraction : "0:0:0";
		return number(parts.group(1)) + '-' + number(parts.group(2)) + ' ' + number(parts.group(3)) + ' ' + time;
	}

	private static String number(@Nullable String digits) {
		return (digits != null) ? Long.toString(Long.parseLong(digits)) : "0";
	}

}
