package dev.sluice.transform.json;

import dev.sluice.table.RowWriter;

/**
 * Values of STRING, BYTES, JSON, GEOGRAPHY and INTERVAL columns.
 */
final class TextCasts {

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final Mismatch mismatch;

	private final boolean textInStrings;

	private final Base64Text base64 = new Base64Text();

	TextCasts(JsonScanner scanner, JsonSkipper skipper, Mismatch mismatch, boolean textInStrings) {
		this.scanner = scanner;
		this.skipper = skipper;
		this.mismatch = mismatch;
		this.textInStrings = textInStrings;
	}

	int string(int at, Field field, int depth, RowWriter out) {
		byte first = this.scanner.peek(at);
		if (first != '"') {
			boolean isContainer = first == '{' || first == '[';
			return (isContainer && !this.textInStrings) ? this.mismatch.wrongType(at, field)
					: copy(at, field, depth, out);
		}
		int after = this.scanner.string(at + 1);
		if (after >= 0) {
			byte[] text = this.scanner.text();
			int from = this.scanner.textFrom();
			int to = this.scanner.textTo();
			if (to - from > field.maxLength() && Utf8.characters(text, from, to) > field.maxLength()) {
				return tooLong(at, field);
			}
			out.utf8(field.index(), text, from, to);
		}
		return after;
	}

	/**
	 * Copies the value's JSON text.
	 */
	private int copy(int at, Field field, int depth, RowWriter out) {
		int after = this.skipper.skip(at, depth);
		if (after >= 0) {
			if (Utf8.characters(this.scanner.bytes(), at, after) > field.maxLength()) {
				return tooLong(at, field);
			}
			out.utf8(field.index(), this.scanner.bytes(), at, after);
		}
		return after;
	}

	int json(int at, Field field, int depth, RowWriter out) {
		int after = this.skipper.skip(at, depth);
		if (after >= 0) {
			out.utf8(field.index(), this.scanner.bytes(), at, after);
		}
		return after;
	}

	int bytes(int at, Field field, RowWriter out) {
		int after = text(at, field);
		if (after < 0) {
			return after;
		}
		int length = this.base64.decode(this.scanner.text(), this.scanner.textFrom(), this.scanner.textTo());
		if (length < 0) {
			return this.mismatch.wrongType(at, field);
		}
		if (length > field.maxLength()) {
			return tooLong(at, field);
		}
		out.bytes(field.index(), this.base64.decoded(), 0, length);
		return after;
	}

	int geography(int at, Field field, int depth, RowWriter out) {
		if (this.scanner.peek(at) == '{') {
			boolean geoJson = Geography.isGeoJson(this.scanner, this.skipper, at);
			return geoJson ? json(at, field, depth, out) : this.mismatch.wrongType(at, field);
		}
		int after = text(at, field);
		if (after < 0) {
			return after;
		}
		byte[] text = this.scanner.text();
		int from = this.scanner.textFrom();
		int to = this.scanner.textTo();
		if (!Geography.isText(text, from, to)) {
			return this.mismatch.wrongType(at, field);
		}
		out.utf8(field.index(), text, from, to);
		return after;
	}

	int interval(int at, Field field, RowWriter out) {
		int after = text(at, field);
		if (after < 0) {
			return after;
		}
		byte[] text = this.scanner.text();
		int from = this.scanner.textFrom();
		int to = this.scanner.textTo();
		if (!IntervalText.isInterval(text, from, to)) {
			return this.mismatch.wrongType(at, field);
		}
		out.utf8(field.index(), text, from, to);
		return after;
	}

	private int text(int at, Field field) {
		return (this.scanner.peek(at) == '"') ? this.scanner.string(at + 1) : this.mismatch.wrongType(at, field);
	}

	private int tooLong(int at, Field field) {
		return this.mismatch.outOfRange(at, "is longer than " + field.kind() + "(" + field.maxLength() + ")");
	}

}
