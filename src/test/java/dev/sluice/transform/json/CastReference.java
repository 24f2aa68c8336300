package dev.sluice.transform.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnName;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.json.JsonReference.Num;
import dev.sluice.transform.json.JsonReference.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The rules of casting once more: slow, and as near to their description as possible.
 * Rows are maps of columns to values as protobuf has them, with {@link BigDecimal} for
 * decimals, lists of bytes, and trees for JSON.
 */
final class CastReference {

	private static final Pattern NUMBER = Pattern.compile("(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)(?:[eE]([+-]?[0-9]+))?");

	private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");

	private static final Pattern TIME = Pattern.compile("([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?");

	private static final Pattern ZONED = Pattern.compile("(.*:..:.*?)(?:[zZ]|([+-])([0-9]{2})(?::([0-9]{2}))?)");

	private CastReference() {
	}

	/**
	 * The row of an object, without fields that have no column.
	 */
	static Map<String, Object> row(List<Column> columns, Map<String, ?> object) throws Refusal {
		Map<String, Object> row = new LinkedHashMap<>();
		List<String> seen = new ArrayList<>();
		for (Map.Entry<String, ?> member : object.entrySet()) {
			Column column = find(columns, member.getKey());
			if (column == null) {
				continue;
			}
			if (seen.contains(column.name())) {
				throw new Refusal("twice " + column.name());
			}
			seen.add(column.name());
			Object value = value(column, member.getValue());
			boolean empty = column.mode() == Column.Mode.REPEATED && List.of().equals(value);
			if (value != null && !empty) {
				row.put(column.name(), value);
			}
		}
		return row;
	}

	private static @Nullable Column find(List<Column> columns, String key) {
		for (String name : new String[] { key, ColumnName.of(key) }) {
			for (Column column : columns) {
				if (name != null && column.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
					return column;
				}
			}
		}
		return null;
	}

	private static @Nullable Object value(Column column, @Nullable Object json) throws Refusal {
		if (json == null || column.mode() != Column.Mode.REPEATED) {
			return (json != null) ? single(column.type(), json) : null;
		}
		if (!(json instanceof List<?> elements)) {
			throw new Refusal("no array");
		}
		List<Object> values = new ArrayList<>();
		for (Object element : elements) {
			if (element == null) {
				throw new Refusal("null element");
			}
			values.add(single(column.type(), element));
		}
		return values;
	}

	@SuppressWarnings("unchecked")
	private static Object single(ColumnType type, Object json) throws Refusal {
		try {
			return switch (type.kind()) {
				case BOOL -> bool(json);
				case INT64 -> decimal(json).longValueExact();
				case FLOAT64 -> float64(json);
				case NUMERIC, BIGNUMERIC -> decimal((ColumnType.Decimal) type, decimal(json));
				case STRING -> string((ColumnType.Sized) type, json);
				case BYTES -> bytes(text(json));
				case DATE -> date(text(json)).toEpochDay();
				case TIME -> time(text(json)).toNanoOfDay() / 1000;
				case DATETIME -> micros(datetime(text(json)), 0);
				case TIMESTAMP -> timestamp(json);
				case JSON -> json;
				case STRUCT -> row(((ColumnType.Struct) type).columns(), (Map<String, Object>) json);
				default -> throw new IllegalArgumentException(type.toString());
			};
		}
		catch (ClassCastException | ArithmeticException | DateTimeException ex) {
			throw new Refusal(ex.toString());
		}
	}

	private static Object bool(Object json) throws Refusal {
		if (json instanceof Boolean) {
			return json;
		}
		if (!json.equals("true") && !json.equals("false")) {
			throw new Refusal("no boolean");
		}
		return json.equals("true");
	}

	private static BigDecimal decimal(Object json) throws Refusal {
		Matcher matcher = NUMBER.matcher((json instanceof Num number) ? number.text() : text(json));
		if (!matcher.matches() || matcher.end() > 1000) {
			throw new Refusal("no number");
		}
		BigDecimal mantissa = new BigDecimal(matcher.group(1));
		BigInteger exponent = (matcher.group(2) != null) ? new BigInteger(matcher.group(2).replace("+", ""))
				: BigInteger.ZERO;
		if (mantissa.signum() == 0) {
			return BigDecimal.ZERO;
		}
		if (exponent.bitLength() > 12) {
			throw new Refusal("exponent");
		}
		return mantissa.scaleByPowerOfTen(exponent.intValue()).stripTrailingZeros();
	}

	private static Object float64(Object json) throws Refusal {
		if (json.equals("NaN") || json.equals("Infinity") || json.equals("-Infinity")) {
			return Double.valueOf((String) json);
		}
		String text = (json instanceof Num number) ? number.text() : text(json);
		if (!NUMBER.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
			throw new Refusal("no double");
		}
		return Double.valueOf(text);
	}

	private static BigDecimal decimal(ColumnType.Decimal type, BigDecimal value) throws Refusal {
		boolean numeric = type.kind() == ColumnType.Kind.NUMERIC;
		int precision = (type.precision() != null) ? type.precision() : 38;
		int scale = (type.precision() == null) ? (numeric ? 9 : 38) : (type.scale() != null) ? type.scale() : 0;
		boolean fits = (type.precision() == null && !numeric)
				? value.movePointRight(38).toBigInteger().bitLength() < 256
				: value.precision() - value.scale() <= precision - scale;
		if (value.signum() != 0 && (!fits || value.scale() > scale)) {
			throw new Refusal("digits");
		}
		return value;
	}

	private static String string(ColumnType.Sized type, Object json) throws Refusal {
		String text = (json instanceof Boolean) ? json.toString()
				: (json instanceof Num number) ? number.text() : text(json);
		if (type.maxLength() != null && text.codePointCount(0, text.length()) > type.maxLength()) {
			throw new Refusal("too long");
		}
		return text;
	}

	private static String text(Object json) throws Refusal {
		if (json instanceof String text) {
			return text;
		}
		throw new Refusal("no text");
	}

	private static List<Byte> bytes(String text) throws Refusal {
		for (Base64.Decoder decoder : new Base64.Decoder[] { Base64.getDecoder(), Base64.getUrlDecoder() }) {
			try {
				byte[] bytes = decoder.decode(text);
				String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
				if (again.equals(text.replace('+', '-').replace('/', '_').replace("=", ""))) {
					return list(bytes);
				}
			}
			catch (IllegalArgumentException ex) {
				// The other alphabet may do.
			}
		}
		throw new Refusal("no base64");
	}

	/**
	 * Bytes that can be compared.
	 */
	static List<Byte> list(byte[] bytes) {
		List<Byte> list = new ArrayList<>();
		for (byte b : bytes) {
			list.add(b);
		}
		return list;
	}

	private static LocalDate date(String text) throws Refusal {
		Matcher date = DATE.matcher(text);
		if (!date.matches() || text.startsWith("0000")) {
			throw new Refusal("no date");
		}
		return LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)),
				Integer.parseInt(date.group(3)));
	}

	private static LocalTime time(String text) throws Refusal {
		Matcher time = TIME.matcher(text);
		if (!time.matches()) {
			throw new Refusal("no time");
		}
		int nanos = (time.group(4) != null) ? Integer.parseInt((time.group(4) + "00000000").substring(0, 9)) : 0;
		if (nanos % 1000 != 0) {
			throw new Refusal("nanoseconds");
		}
		return LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)),
				(time.group(3) != null) ? Integer.parseInt(time.group(3)) : 0, nanos);
	}

	private static LocalDateTime datetime(String text) throws Refusal {
		if (text.length() < 11 || "Tt ".indexOf(text.charAt(10)) < 0) {
			throw new Refusal("no datetime");
		}
		return date(text.substring(0, 10)).atTime(time(text.substring(11)));
	}

	private static Object timestamp(Object json) throws Refusal {
		long micros;
		if (json instanceof Num) {
			micros = decimal(json).movePointRight(3).longValueExact();
		}
		else {
			Matcher zoned = ZONED.matcher(text(json));
			if (!zoned.matches()) {
				throw new Refusal("no timestamp");
			}
			micros = micros(datetime(zoned.group(1)), offsetMinutes(zoned));
		}
		long first = micros(LocalDateTime.of(1, 1, 1, 0, 0), 0);
		long end = micros(LocalDateTime.of(10_000, 1, 1, 0, 0), 0);
		if (micros < first || micros >= end) {
			throw new Refusal("years");
		}
		return micros;
	}

	private static int offsetMinutes(Matcher zoned) throws Refusal {
		if (zoned.group(2) == null) {
			return 0;
		}
		int hours = Integer.parseInt(zoned.group(3));
		int minutes = (zoned.group(4) != null) ? Integer.parseInt(zoned.group(4)) : 0;
		if (hours > 23 || minutes > 59) {
			throw new Refusal("offset");
		}
		return (hours * 60 + minutes) * (zoned.group(2).equals("-") ? -1 : 1);
	}

	private static long micros(LocalDateTime time, int offsetMinutes) {
		return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time) - offsetMinutes * 60_000_000L;
	}

}
