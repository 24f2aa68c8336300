package dev.sluice.transform.json;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Keys by their spellings: a hash table that allocates nothing to find one. Not
 * thread-safe.
 *
 * @param <F> what keys stand for
 */
public final class KeyTable<F> {

	private static final int INITIAL = 64;

	private @Nullable Key<F>[] slots = slots(INITIAL);

	private int size;

	@SuppressWarnings("unchecked")
	private static <F> @Nullable Key<F>[] slots(int length) {
		return (@Nullable Key<F>[]) new Key<?>[length];
	}

	/**
	 * The key of a spelling, or {@code null}.
	 */
	public @Nullable Key<F> find(byte[] bytes, int from, int to) {
		Key<F>[] slots = this.slots;
		int slot = slot(bytes, from, to);
		return slots[slot];
	}

	private int slot(byte[] bytes, int from, int to) {
		int slot = (int) (Words.hash(bytes, from, to) >>> Integer.SIZE) & this.slots.length - 1;
		for (Key<F> key = this.slots[slot]; key != null; key = this.slots[slot]) {
			byte[] spelling = key.spelling();
			if (Arrays.equals(spelling, 0, spelling.length, bytes, from, to)) {
				return slot;
			}
			slot = slot + 1 & this.slots.length - 1;
		}
		return slot;
	}

	/**
	 * Adds a key whose spelling is new.
	 */
	public void add(Key<F> key) {
		if (2 * ++this.size > this.slots.length) {
			grow();
		}
		this.slots[slot(key.spelling(), 0, key.spelling().length)] = key;
	}

	private void grow() {
		@Nullable Key<F>[] old = this.slots;
		this.slots = slots(2 * old.length);
		for (Key<F> key : old) {
			if (key != null) {
				this.slots[slot(key.spelling(), 0, key.spelling().length)] = key;
			}
		}
	}

}
