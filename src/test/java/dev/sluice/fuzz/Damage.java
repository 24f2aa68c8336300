package dev.sluice.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Records that something happened to on their way.
 */
final class Damage {

	private static final String[] PIECES = { "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\u0000", "0",
			"-", "e", "e9", ".", "null", "true", "nul", " ", "\n", "\u0000", "\ufeff", "\u00e9", "{\"a\":1}", "[1]",
			"\"\"", "1e999", "99999999999999999999", "\"id\":1,", "'", "//", "NaN" };

	private final Dice dice;

	Damage(Dice dice) {
		this.dice = dice;
	}

	/**
	 * A record with some of its bytes changed, left out, doubled or put in.
	 * @param other another record, of which pieces may be taken
	 */
	byte[] of(byte[] record, byte[] other) {
		byte[] damaged = record;
		for (int i = this.dice.smallBelow(4); i >= 0 && damaged.length > 0; i--) {
			damaged = once(damaged, other);
		}
		return damaged;
	}

	private byte[] once(byte[] record, byte[] other) {
		int at = this.dice.below(record.length);
		int to = Math.min(record.length, at + 1 + this.dice.smallBelow(8));
		return switch (this.dice.below(9)) {
			case 0 -> Arrays.copyOf(record, at);
			case 1 -> replaced(record, at, to, new byte[0]);
			case 2 -> replaced(record, at, at, Arrays.copyOfRange(record, at, to));
			case 3 -> replaced(record, at, at + 1, new byte[] { (byte) this.dice.bits() });
			case 4 -> replaced(record, at, at + 1, this.dice.pick(PIECES).getBytes(StandardCharsets.UTF_8));
			case 5 -> replaced(record, at, at, this.dice.pick(PIECES).getBytes(StandardCharsets.UTF_8));
			case 6 -> flipped(record, at);
			case 7 -> replaced(record, at, to, piece(other));
			default -> replaced(record, at, Math.max(at, this.dice.below(record.length)), new byte[0]);
		};
	}

	private byte[] flipped(byte[] record, int at) {
		byte[] flipped = record.clone();
		flipped[at] ^= (byte) (1 << this.dice.below(8));
		return flipped;
	}

	private byte[] piece(byte[] other) {
		int from = this.dice.below(other.length + 1);
		return Arrays.copyOfRange(other, from, Math.min(other.length, from + this.dice.smallBelow(40)));
	}

	private static byte[] replaced(byte[] record, int from, int to, byte[] by) {
		ByteArrayOutputStream replaced = new ByteArrayOutputStream();
		replaced.write(record, 0, from);
		replaced.writeBytes(by);
		replaced.write(record, to, record.length - to);
		return replaced.toByteArray();
	}

}
