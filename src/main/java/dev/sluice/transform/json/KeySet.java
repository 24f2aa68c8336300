package dev.sluice.transform.json;

import java.util.Arrays;

/**
 * The keys of the objects that are open while a value is skipped, so that a key that
 * stands twice in one object is found. A hash table over a stack: the keys of an object
 * leave in the opposite order in which they came, so nothing needs to be marked as
 * deleted.
 */
final class KeySet {

	private static final int INITIAL = 256;

	private static final int LARGEST_KEPT = 16 * 1024;

	/** Each slot holds a key's place in the stack + 1, or 0. */
	private int[] slots = new int[2 * INITIAL];

	private Keys keys = new Keys(INITIAL);

	private int size;

	/**
	 * The text of keys that had escape sequences, which their places count negatively.
	 */
	private byte[] decoded = {};

	private int decodedSize;

	/**
	 * Forgets all keys.
	 */
	void clear() {
		if (this.keys.slots.length > LARGEST_KEPT) {
			this.keys = new Keys(INITIAL);
			this.slots = new int[2 * INITIAL];
		}
		else {
			leave(0);
		}
		if (this.decoded.length > LARGEST_KEPT) {
			this.decoded = new byte[0];
		}
		this.size = 0;
		this.decodedSize = 0;
	}

	/**
	 * Opens an object.
	 * @return the mark to {@link #leave} it with
	 */
	int enter() {
		return this.size;
	}

	/**
	 * Closes an object.
	 */
	void leave(int mark) {
		while (this.size > mark) {
			this.size--;
			this.slots[this.keys.slots[this.size]] = 0;
		}
	}

	/**
	 * Adds the key that the scanner has just read to the object opened last.
	 * @param mark the object's mark
	 * @return false if the object has that key already
	 */
	boolean add(int mark, JsonScanner scanner) {
		if (this.size == this.keys.slots.length) {
			grow();
		}
		int from = scanner.textFrom();
		int to = scanner.textTo();
		long hash = Words.hash(scanner.text(), from, to) + mark;
		int slot = slot(hash);
		while (this.slots[slot] != 0) {
			int other = this.slots[slot] - 1;
			if (other >= mark && this.keys.hashes[other] == hash && same(other, scanner)) {
				return false;
			}
			slot = (slot + 1) & (this.slots.length - 1);
		}
		push(slot, hash, scanner);
		return true;
	}

	private void push(int slot, long hash, JsonScanner scanner) {
		int from = scanner.textFrom();
		int to = scanner.textTo();
		if (scanner.escaped()) {
			from = ~keep(scanner.text(), from, to);
			to = ~this.decodedSize;
		}
		this.keys.hashes[this.size] = hash;
		this.keys.froms[this.size] = from;
		this.keys.tos[this.size] = to;
		this.keys.slots[this.size] = slot;
		this.slots[slot] = ++this.size;
	}

	private int slot(long hash) {
		return (int) (hash >>> 32) & (this.slots.length - 1);
	}

	private boolean same(int key, JsonScanner scanner) {
		int from = this.keys.froms[key];
		int to = this.keys.tos[key];
		byte[] text = (from < 0) ? this.decoded : scanner.bytes();
		return Arrays.equals(text, (from < 0) ? ~from : from, (to < 0) ? ~to : to, scanner.text(), scanner.textFrom(),
				scanner.textTo());
	}

	private int keep(byte[] text, int from, int to) {
		int at = this.decodedSize;
		int needed = at + to - from;
		if (needed > this.decoded.length) {
			this.decoded = Arrays.copyOf(this.decoded, 2 * needed);
		}
		System.arraycopy(text, from, this.decoded, at, to - from);
		this.decodedSize = needed;
		return at;
	}

	private void grow() {
		this.keys.grow();
		this.slots = new int[2 * this.keys.slots.length];
		for (int i = 0; i < this.size; i++) {
			int slot = slot(this.keys.hashes[i]);
			while (this.slots[slot] != 0) {
				slot = (slot + 1) & (this.slots.length - 1);
			}
			this.keys.slots[i] = slot;
			this.slots[slot] = i + 1;
		}
	}

	/**
	 * A stack of keys as columns.
	 */
	private static final class Keys {

		private long[] hashes;

		private int[] froms;

		private int[] tos;

		private int[] slots;

		Keys(int capacity) {
			this.hashes = new long[capacity];
			this.froms = new int[capacity];
			this.tos = new int[capacity];
			this.slots = new int[capacity];
		}

		void grow() {
			int capacity = 2 * this.slots.length;
			this.hashes = Arrays.copyOf(this.hashes, capacity);
			this.froms = Arrays.copyOf(this.froms, capacity);
			this.tos = Arrays.copyOf(this.tos, capacity);
			this.slots = Arrays.copyOf(this.slots, capacity);
		}

	}

}
