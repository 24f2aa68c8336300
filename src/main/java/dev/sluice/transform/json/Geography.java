package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * A first look at geographies: whether text has the form of WKT, or an object that of
 * GeoJSON. Coordinates and the shapes that they make are for BigQuery to judge.
 */
final class Geography {

	private static final Set<String> WKT = Set.of("POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING",
			"MULTIPOLYGON", "GEOMETRYCOLLECTION");

	private static final Set<String> GEO_JSON = Set.of("Point", "LineString", "Polygon", "MultiPoint",
			"MultiLineString", "MultiPolygon", "GeometryCollection");

	private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_KEYWORD = 20;

	private Geography() {
	}

	/**
	 * Whether text may be a geography: a keyword of WKT with {@code EMPTY} or balanced
	 * parentheses after it, or something in braces, which BigQuery takes for GeoJSON.
	 */
	static boolean isText(byte[] text, int from, int to) {
		if (to > from && text[from] == '{') {
			return text[to - 1] == '}';
		}
		int i = from;
		while (i < to && i - from < LONGEST_KEYWORD && isLetter(text[i])) {
			i++;
		}
		String keyword = ascii(text, from, i);
		while (i < to && text[i] == ' ') {
			i++;
		}
		if (!WKT.contains(keyword)) {
			return keyword.equals("FULLGLOBE") && i == to;
		}
		return isBalanced(text, i, to) || (to - i == 5 && ascii(text, i, to).equals("EMPTY"));
	}

	private static boolean isLetter(byte b) {
		int lower = b | 0x20;
		return lower >= 'a' && lower <= 'z';
	}

	private static String ascii(byte[] text, int from, int to) {
		return new String(text, from, to - from, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
	}

	private static boolean isBalanced(byte[] text, int from, int to) {
		int open = 0;
		for (int i = from; i < to; i++) {
			open += (text[i] == '(') ? 1 : 0;
			open -= (text[i] == ')') ? 1 : 0;
			if (open <= 0 && i < to - 1) {
				return false;
			}
		}
		return open == 0 && to > from && text[to - 1] == ')';
	}

	/**
	 * Whether an object has a member {@code type} that names a geometry of RFC 7946.
	 * @param at where the object begins; it may be malformed
	 */
	static boolean isGeoJson(JsonScanner scanner, JsonSkipper skipper, int at) {
		int i = scanner.token(at + 1);
		while (i >= 0 && scanner.peek(i) == '"') {
			i = scanner.string(i + 1);
			boolean isType = i >= 0 && scanner.textIs(TYPE);
			i = (i < 0) ? i : scanner.colon(i);
			if (isType && i >= 0) {
				return scanner.peek(i) == '"' && scanner.string(i + 1) >= 0 && GEO_JSON.contains(scanner.textString());
			}
			i = (i < 0) ? i : skipper.skip(i, 0);
			i = (i < 0) ? i : scanner.token(i);
			i = (i < 0 || scanner.peek(i) != ',') ? Fault.FAILED : scanner.token(i + 1);
		}
		return false;
	}

}
