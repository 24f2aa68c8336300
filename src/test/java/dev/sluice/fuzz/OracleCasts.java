package dev.sluice.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.protobuf.ByteString;
import dev.sluice.fuzz.Tree.Kind;
import dev.sluice.record.Reason;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.json.JsonProperties;
import org.jspecify.annotations.Nullable;

/**
 * The rules of casting, as near to their description as can be.
 */
final class OracleCasts {

	private static final Pattern NUMBER = Pattern.compile("(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)(?:[eE]([+-]?[0-9]+))?");

	private static final int LONGEST_NUMBER = 1000;

	/** Numbers of 1000 characters and such exponents are beyond or below all types. */
	private static final BigInteger CONCEIVABLE = BigInteger.valueOf(4000);

	private static final Pattern INTERVAL = Pattern.compile(
			"-?([0-9]{1,9})-([0-9]{1,9}) -?([0-9]{1,9}) -?([0-9]{1,9}):([0-9]{1,9}):([0-9]{1,9}(?:\\.[0-9]{1,6})?)");

	private static final Pattern WKT = Pattern.compile("(?i)(?:POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING"
			+ "|MULTIPOLYGON|GEOMETRYCOLLECTION)(?: +EMPTY| *(\\(.*\\)))", Pattern.DOTALL);

	private static final Set<String> GEO_JSON = Set.of("Point", "LineString", "Polygon", "MultiPoint",
			"MultiLineString", "MultiPolygon", "GeometryCollection");

	private final JsonProperties settings;

	private final OracleTimes times;

	OracleCasts(JsonProperties settings) {
		this.settings = settings;
		this.times = new OracleTimes(settings.timestamp());
	}

	boolean fits(ColumnType type, Tree value) {
		try {
			cast(type, value);
			return true;
		}
		catch (Misfit ex) {
			return false;
		}
	}

	/**
	 * The value of a column that is no STRUCT.
	 * @param value a value that is not null
	 */
	Object cast(ColumnType type, Tree value) throws Misfit {
		return switch (type.kind()) {
			case BOOL -> bool(value);
			case INT64 -> int64(value);
			case FLOAT64 -> float64(value);
			case NUMERIC, BIGNUMERIC -> decimal((ColumnType.Decimal) type, value);
			case STRING -> string((ColumnType.Sized) type, value);
			case BYTES -> bytes((ColumnType.Sized) type, value);
			case DATE, TIME, DATETIME -> this.times.read(type.kind(), text(value));
			case TIMESTAMP -> value.is(Kind.NUMBER) ? this.times.sinceEpoch(magnitude(value.text))
					: this.times.read(type.kind(), text(value));
			case RANGE -> this.times.range(((ColumnType.Range) type).element().kind(), value);
			case JSON -> value.raw;
			case GEOGRAPHY -> geography(value);
			case INTERVAL -> interval(text(value));
			case STRUCT -> throw new IllegalArgumentException("a STRUCT has columns");
		};
	}

	private static String text(Tree value) throws Misfit {
		if (!value.is(Kind.TEXT)) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return value.text;
	}

	private static Object bool(Tree value) throws Misfit {
		boolean word = value.is(Kind.TEXT) && (value.text.equals("true") || value.text.equals("false"));
		if (!word && !value.is(Kind.BOOL)) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return value.text.equals("true");
	}

	private static Object int64(Tree value) throws Misfit {
		BigDecimal number = magnitude(number(value));
		boolean whole = number.stripTrailingZeros().scale() <= 0;
		boolean inside = number.setScale(0, RoundingMode.FLOOR).unscaledValue().bitLength() < Long.SIZE;
		if (!whole) {
			throw inside ? new Misfit(Reason.WRONG_TYPE) : new Misfit(Reason.WRONG_TYPE, Reason.OUT_OF_RANGE);
		}
		if (!inside) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		return number.longValueExact();
	}

	private static String number(Tree value) throws Misfit {
		boolean isNumber = value.is(Kind.NUMBER) || (value.is(Kind.TEXT) && value.text.length() <= LONGEST_NUMBER
				&& NUMBER.matcher(value.text).matches());
		if (!isNumber) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return value.text;
	}

	/**
	 * The value of a number; of one that is too large or too small for every type,
	 * another such number.
	 */
	private static BigDecimal magnitude(String number) {
		Matcher matcher = NUMBER.matcher(number);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(number);
		}
		BigDecimal mantissa = new BigDecimal(matcher.group(1));
		String written = matcher.group(2);
		BigInteger exponent = (written != null) ? new BigInteger(written.replace("+", "")) : BigInteger.ZERO;
		return (mantissa.signum() == 0) ? BigDecimal.ZERO
				: mantissa.scaleByPowerOfTen(exponent.min(CONCEIVABLE).max(CONCEIVABLE.negate()).intValue());
	}

	private static Object float64(Tree value) throws Misfit {
		if (value.is(Kind.TEXT) && Set.of("NaN", "Infinity", "-Infinity").contains(value.text)) {
			return Double.valueOf(value.text);
		}
		Double nearest = Double.valueOf(number(value));
		if (nearest.isInfinite()) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		return nearest;
	}

	private static Object decimal(ColumnType.Decimal type, Tree value) throws Misfit {
		BigDecimal number = magnitude(number(value));
		boolean numeric = type.kind() == ColumnType.Kind.NUMERIC;
		int scale = (type.precision() == null) ? (numeric ? 9 : 38) : (type.scale() != null) ? type.scale() : 0;
		BigDecimal unscaled = number.movePointRight(scale);
		boolean fits = unscaled.stripTrailingZeros().scale() <= 0;
		if (type.precision() == null && !numeric) {
			fits = fits && unscaled.toBigInteger().bitLength() < 256;
		}
		else {
			int precision = (type.precision() != null) ? type.precision() : 38;
			fits = fits && unscaled.abs().compareTo(BigDecimal.TEN.pow(precision)) < 0;
		}
		if (!fits) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		return plain(number);
	}

	/**
	 * A decimal that equals all others of its value.
	 */
	static BigDecimal plain(BigDecimal number) {
		return (number.signum() == 0) ? BigDecimal.ZERO : number.stripTrailingZeros();
	}

	private Object string(ColumnType.Sized type, Tree value) throws Misfit {
		boolean container = value.is(Kind.OBJECT) || value.is(Kind.ARRAY);
		if (container && !this.settings.textInStrings()) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		String text = container ? value.raw : value.text;
		checkLength(type, text.codePointCount(0, text.length()));
		return text;
	}

	private static void checkLength(ColumnType.Sized type, int length) throws Misfit {
		Long most = type.maxLength();
		if (most != null && length > most) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
	}

	private static Object bytes(ColumnType.Sized type, Tree value) throws Misfit {
		String text = text(value);
		byte[] bytes = decoded(text, Base64.getDecoder(), Base64.getEncoder());
		bytes = (bytes != null) ? bytes : decoded(text, Base64.getUrlDecoder(), Base64.getUrlEncoder());
		if (bytes == null) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		checkLength(type, bytes.length);
		return ByteString.copyFrom(bytes);
	}

	/**
	 * The bytes whose base64 text is, with padding or without.
	 */
	private static byte @Nullable [] decoded(String text, Base64.Decoder decoder, Base64.Encoder encoder) {
		try {
			byte[] bytes = decoder.decode(text);
			boolean same = encoder.encodeToString(bytes).equals(text)
					|| encoder.withoutPadding().encodeToString(bytes).equals(text);
			return same ? bytes : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Object geography(Tree value) throws Misfit {
		if (value.is(Kind.OBJECT)) {
			int type = value.names.indexOf("type");
			Tree name = (type >= 0 && type < value.values.size()) ? value.values.get(type) : null;
			if (name == null || !name.is(Kind.TEXT) || !GEO_JSON.contains(name.text)) {
				throw new Misfit(Reason.WRONG_TYPE);
			}
			return value.raw;
		}
		String text = text(value);
		Matcher wkt = WKT.matcher(text);
		boolean isWkt = text.matches("(?i)FULLGLOBE *") || (wkt.matches() && isBalanced(wkt.group(1)));
		if (!isWkt && !(text.startsWith("{") && text.endsWith("}"))) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return text;
	}

	/**
	 * Whether the first parenthesis is closed by the last one.
	 */
	private static boolean isBalanced(@Nullable String shape) {
		int open = 0;
		for (int i = 0; shape != null && i < shape.length(); i++) {
			open += (shape.charAt(i) == '(') ? 1 : 0;
			open -= (shape.charAt(i) == ')') ? 1 : 0;
			if (open == 0 && i < shape.length() - 1) {
				return false;
			}
		}
		return open == 0;
	}

	private static Object interval(String text) throws Misfit {
		Matcher parts = INTERVAL.matcher(text);
		if (!parts.matches()) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		BigDecimal months = part(parts, 1, 10_000).multiply(BigDecimal.valueOf(12)).add(part(parts, 2, 11));
		part(parts, 3, 3_660_000);
		BigDecimal seconds = part(parts, 4, 87_840_000).multiply(BigDecimal.valueOf(60))
			.add(part(parts, 5, 59))
			.multiply(BigDecimal.valueOf(60))
			.add(new BigDecimal(parts.group(6)));
		boolean inside = new BigDecimal(parts.group(6)).compareTo(BigDecimal.valueOf(60)) < 0
				&& months.compareTo(BigDecimal.valueOf(120_000)) <= 0
				&& seconds.compareTo(BigDecimal.valueOf(87_840_000L * 3600)) <= 0;
		if (!inside) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return text;
	}

	private static BigDecimal part(Matcher parts, int group, int most) throws Misfit {
		BigDecimal part = new BigDecimal(parts.group(group));
		if (part.compareTo(BigDecimal.valueOf(most)) > 0) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		return part;
	}

}
