package dev.sluice.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds fields by name without case: a hash table over the folded names' UTF-8, which
 * folds the letters of ASCII by itself and asks the JDK for any other. Allocates nothing
 * for a name in ASCII. Immutable once filled.
 */
final class NameIndex {

	private final byte[][] names;

	private final int[] fields;

	private final int mask;

	/**
	 * An index for a number of names.
	 */
	NameIndex(int size) {
		int capacity = Integer.highestOneBit(Math.max(size, 2) * 2 - 1) * 2;
		this.names = new byte[capacity][];
		this.fields = new int[capacity];
		this.mask = capacity - 1;
		Arrays.fill(this.fields, RowLayout.NONE);
	}

	/**
	 * Adds a name; a name that is there already keeps its field.
	 */
	void add(String name, int field) {
		byte[] folded = fold(name).getBytes(StandardCharsets.UTF_8);
		int slot = slot(folded, 0, folded.length);
		if (this.fields[slot] == RowLayout.NONE) {
			this.names[slot] = folded;
			this.fields[slot] = field;
		}
	}

	int find(byte[] name, int from, int to) {
		int field = this.fields[slot(name, from, to)];
		return (field != RowLayout.NONE || isAscii(name, from, to)) ? field
				: find(new String(name, from, to - from, StandardCharsets.UTF_8));
	}

	int find(String name) {
		byte[] folded = fold(name).getBytes(StandardCharsets.UTF_8);
		return this.fields[slot(folded, 0, folded.length)];
	}

	/**
	 * A name as it is compared.
	 */
	static String fold(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	static boolean same(String name, String other) {
		return name.equalsIgnoreCase(other) && fold(name).equals(fold(other));
	}

	private int slot(byte[] name, int from, int to) {
		int slot = hash(name, from, to) & this.mask;
		while (this.fields[slot] != RowLayout.NONE && !matches(this.names[slot], name, from, to)) {
			slot = (slot + 1) & this.mask;
		}
		return slot;
	}

	private static int hash(byte[] name, int from, int to) {
		int hash = 0;
		for (int i = from; i < to; i++) {
			hash = 31 * hash + fold(name[i]);
		}
		return hash ^ (hash >>> 15);
	}

	private static boolean matches(byte[] folded, byte[] name, int from, int to) {
		if (folded.length != to - from) {
			return false;
		}
		for (int i = 0; i < folded.length; i++) {
			if (folded[i] != fold(name[from + i])) {
				return false;
			}
		}
		return true;
	}

	private static int fold(byte letter) {
		return (letter >= 'A' && letter <= 'Z') ? letter + ('a' - 'A') : letter;
	}

	private static boolean isAscii(byte[] name, int from, int to) {
		int bits = 0;
		for (int i = from; i < to; i++) {
			bits |= name[i];
		}
		return bits >= 0;
	}

}
