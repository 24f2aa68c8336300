package dev.sluice.transform.json;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A key as texts spell it, and what it stands for. Keys remember which key followed them
 * the last time, so that objects of one shape are read by comparing each key with the one
 * expected, eight bytes at a time. Not thread-safe.
 *
 * @param <F> what keys stand for
 */
public final class Key<F> {

	private final byte[] spelling;

	/** The length with the closing quote. */
	private final int length;

	private final long mask;

	private final long head;

	private final long tail;

	private final String text;

	private final F field;

	private @Nullable Key<F> next;

	/**
	 * Makes a key.
	 * @param spelling the bytes between the quotes, with all escape sequences
	 * @param text the key's text
	 * @param field what it stands for
	 */
	public Key(byte[] spelling, String text, F field) {
		this.spelling = spelling;
		this.length = spelling.length + 1;
		this.text = text;
		this.field = field;
		byte[] quoted = Arrays.copyOf(spelling, Math.max(this.length, Long.BYTES));
		quoted[spelling.length] = '"';
		this.mask = (this.length < Long.BYTES) ? (1L << (Byte.SIZE * this.length)) - 1 : -1;
		this.head = Words.at(quoted, 0);
		this.tail = Words.at(quoted, Math.max(this.length, Long.BYTES) - Long.BYTES);
	}

	/**
	 * Compares this key with text.
	 * @param at the position after the opening quote
	 * @return the position after the closing quote; negative if the text is another key,
	 * and sometimes if it stands too near to the end to be compared
	 */
	public int match(byte[] bytes, int at, int end) {
		int after = at + this.length;
		if (at > end - Long.BYTES || after > end || (Words.at(bytes, at) & this.mask) != this.head) {
			return -1;
		}
		return (this.length <= Long.BYTES || matchLong(bytes, at)) ? after : -1;
	}

	private boolean matchLong(byte[] bytes, int at) {
		int last = this.length - Long.BYTES;
		if (Words.at(bytes, at + last) != this.tail) {
			return false;
		}
		for (int i = Long.BYTES; i < last; i += Long.BYTES) {
			if (Words.at(bytes, at + i) != Words.at(this.spelling, i)) {
				return false;
			}
		}
		return true;
	}

	byte[] spelling() {
		return this.spelling;
	}

	public String text() {
		return this.text;
	}

	public F field() {
		return this.field;
	}

	/**
	 * The key that is expected after this one.
	 */
	public @Nullable Key<F> next() {
		return this.next;
	}

	public void followedBy(Key<F> next) {
		this.next = next;
	}

}
