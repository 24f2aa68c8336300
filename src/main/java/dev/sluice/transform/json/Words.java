package dev.sluice.transform.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Text read eight bytes at a time.
 */
public final class Words {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGHS = 0x8080808080808080L;

	private static final long QUOTES = ONES * '"';

	private static final long BACKSLASHES = ONES * '\\';

	private static final long SPACES = ONES * ' ';

	/** Differs between processes, so that nobody can send keys that hash alike. */
	private static final long HASH_FACTOR = ThreadLocalRandom.current().nextLong() << 3 | 5;

	private Words() {
	}

	/**
	 * The eight bytes from {@code at}, the first one lowest.
	 */
	public static long at(byte[] bytes, int at) {
		return (long) LONGS.get(bytes, at);
	}

	/**
	 * Has the highest bit of each byte set that is equal to another.
	 * @param word eight bytes
	 * @param eight that other byte, eight times
	 */
	public static long equal(long word, long eight) {
		long different = word ^ eight;
		return ~((different & ~HIGHS) + ~HIGHS | different | ~HIGHS);
	}

	/**
	 * The first position from {@code from} with a byte that is not plain text in a JSON
	 * string, which are a quote, a backslash, a control character and all that is not
	 * ASCII; {@code to} if there is none.
	 */
	static int plainText(byte[] bytes, int from, int to) {
		int i = from;
		int last = to - Long.BYTES;
		while (i <= last) {
			long special = special(at(bytes, i));
			if (special != 0) {
				return i + (Long.numberOfTrailingZeros(special) >>> 3);
			}
			i += Long.BYTES;
		}
		while (i < to && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
			i++;
		}
		return i;
	}

	/**
	 * Has the highest bit of each special byte set; above the first such byte, others may
	 * be set by mistake.
	 */
	private static long special(long word) {
		long quotes = word ^ QUOTES;
		long backslashes = word ^ BACKSLASHES;
		long controls = (word - SPACES) & ~word;
		return ((quotes - ONES & ~quotes) | (backslashes - ONES & ~backslashes) | controls | word) & HIGHS;
	}

	/**
	 * Hashes a range of bytes.
	 */
	static long hash(byte[] bytes, int from, int to) {
		int length = to - from;
		if (length < Long.BYTES) {
			return mix(length, partial(bytes, from, to));
		}
		long hash = length;
		for (int i = from; i <= to - Long.BYTES; i += Long.BYTES) {
			hash = mix(hash, at(bytes, i));
		}
		return mix(hash, at(bytes, to - Long.BYTES));
	}

	private static long mix(long hash, long word) {
		long product = (hash ^ word) * HASH_FACTOR;
		return product ^ product >>> 29;
	}

	private static long partial(byte[] bytes, int from, int to) {
		long word = 0;
		for (int i = to - 1; i >= from; i--) {
			word = word << 8 | (bytes[i] & 0xFF);
		}
		return word;
	}

}
