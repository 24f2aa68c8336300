package dev.sluice.pipeline;

import dev.sluice.record.Failure;

/**
 * A part of a record that can never be loaded.
 */
final class BadPart {

	private final byte[] value;

	private final Failure failure;

	/**
	 * A bad part.
	 * @param value the part as the value of a record of its own
	 * @param failure why it cannot be loaded
	 */
	BadPart(byte[] value, Failure failure) {
		this.value = value;
		this.failure = failure;
	}

	byte[] value() {
		return this.value;
	}

	Failure failure() {
		return this.failure;
	}

}
