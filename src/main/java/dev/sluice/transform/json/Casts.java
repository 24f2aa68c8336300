package dev.sluice.transform.json;

import dev.sluice.table.RowWriter;

/**
 * JSON values as values of their columns' types.
 */
final class Casts {

	private final NumberCasts numbers;

	private final TextCasts texts;

	private final TimeCasts times;

	private final RangeCasts ranges;

	Casts(JsonScanner scanner, JsonSkipper skipper, Mismatch mismatch, JsonProperties properties) {
		this.numbers = new NumberCasts(scanner, skipper, mismatch);
		this.texts = new TextCasts(scanner, skipper, mismatch, properties.textInStrings());
		this.times = new TimeCasts(scanner, skipper, mismatch, properties.timestamp());
		this.ranges = new RangeCasts(scanner, skipper, mismatch, this.times);
	}

	/**
	 * Writes one value, which is not null, to a field that is no STRUCT.
	 * @param at where the value begins
	 * @param field the field; one of its elements, if it is repeated
	 * @param depth how many objects and arrays are open around the value
	 * @param out takes the value
	 * @return the position after the value, or {@link Fault#FAILED}
	 */
	int cast(int at, Field field, int depth, RowWriter out) {
		return switch (field.kind()) {
			case STRING -> this.texts.string(at, field, depth, out);
			case INT64 -> this.numbers.int64(at, field, out);
			case FLOAT64 -> this.numbers.float64(at, field, out);
			case BOOL -> this.numbers.bool(at, field, out);
			case TIMESTAMP, DATE, TIME, DATETIME -> this.times.cast(at, field, field.kind(), out);
			case NUMERIC, BIGNUMERIC -> this.numbers.decimal(at, field, out);
			case BYTES -> this.texts.bytes(at, field, out);
			case JSON -> this.texts.json(at, field, depth, out);
			case GEOGRAPHY -> this.texts.geography(at, field, depth, out);
			case INTERVAL -> this.texts.interval(at, field, out);
			case RANGE -> this.ranges.cast(at, field, out);
			case STRUCT -> throw new IllegalArgumentException("a STRUCT has fields of its own");
		};
	}

}
