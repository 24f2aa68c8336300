package dev.sluice.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with places for values. Every record is different: its id is its number, and all
 * other values are drawn from a generator whose seed is that number.
 */
final class RecordTemplate {

	private static final byte[][] WORDS = words("amber", "basalt", "cedar", "delta", "ember", "fjord", "granite",
			"harbour", "indigo", "juniper", "kelp", "lagoon", "meadow", "nectar", "orchard", "prairie", "quartz",
			"ravine", "saffron", "tundra", "umber", "valley", "willow", "xylem", "yarrow", "zephyr", "birch", "copper",
			"dune", "fern", "glacier", "heather");

	private static final byte[][] COUNTRIES = words("DE", "FR", "NL", "SE", "US", "BR", "JP", "IN");

	private static final byte[][] BOOLEANS = words("true", "false");

	private final Piece[] pieces;

	private RecordTemplate(List<Piece> pieces) {
		this.pieces = pieces.toArray(Piece[]::new);
	}

	static RecordTemplate parse(String text) {
		List<Piece> pieces = new ArrayList<>();
		int from = 0;
		for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', from)) {
			pieces.add(literal(text.substring(from, open)));
			from = text.indexOf('>', open) + 1;
			String[] place = text.substring(open + 1, from - 1).split(":", -1);
			pieces.add(place(place[0], (place.length > 1) ? Integer.parseInt(place[1]) : 0));
		}
		pieces.add(literal(text.substring(from)));
		return new RecordTemplate(pieces);
	}

	/**
	 * Writes one record.
	 * @param out receives the record
	 * @param number the record's number
	 * @param time what the record is stamped with, in milliseconds since the epoch
	 */
	void write(JsonText out, long number, long time) {
		Values values = new Values(number, time);
		for (Piece piece : this.pieces) {
			piece.write(out, values);
		}
	}

	private static Piece literal(String text) {
		byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
		return (out, values) -> out.text(ascii);
	}

	private static Piece place(String kind, int size) {
		return switch (kind) {
			case "time" -> (out, values) -> out.time(values.time);
			case "stamp" -> (out, values) -> out.stamp(values.time);
			case "id" -> (out, values) -> out.number(values.number);
			case "int" -> (out, values) -> out.number(values.next(size));
			case "digits" -> (out, values) -> out.digits(values.next(1_000_000), size);
			case "hex" -> (out, values) -> out.hex(values.next(), size);
			case "bool" -> (out, values) -> out.text(BOOLEANS[values.next(BOOLEANS.length)]);
			case "country" -> (out, values) -> out.text(COUNTRIES[values.next(COUNTRIES.length)]);
			case "word" -> (out, values) -> out.text(WORDS[values.next(WORDS.length)]);
			default -> throw new IllegalArgumentException("no place for values is called " + kind);
		};
	}

	private static byte[][] words(String... words) {
		byte[][] ascii = new byte[words.length][];
		for (int i = 0; i < words.length; i++) {
			ascii[i] = words[i].getBytes(StandardCharsets.US_ASCII);
		}
		return ascii;
	}

	/** A stretch of text, or a place for a value. */
	@FunctionalInterface
	private interface Piece {

		void write(JsonText out, Values values);

	}

	/** What one record is made of; SplitMix64 from the record's number. */
	private static final class Values {

		private final long number;

		private final long time;

		private long state;

		private Values(long number, long time) {
			this.number = number;
			this.time = time;
			this.state = number * 0xD1342543DE82EF95L;
		}

		private long next() {
			this.state += 0x9E3779B97F4A7C15L;
			long mixed = (this.state ^ (this.state >>> 30)) * 0xBF58476D1CE4E5B9L;
			mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
			return mixed ^ (mixed >>> 31);
		}

		private int next(int bound) {
			return (int) (((next() >>> 32) * bound) >>> 32);
		}

	}

}
