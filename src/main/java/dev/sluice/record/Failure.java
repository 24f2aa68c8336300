package dev.sluice.record;

import org.jspecify.annotations.Nullable;

/**
 * Why one record can never be loaded.
 *
 * @param reason the reason's code
 * @param message a sentence for people that names field and path, never the value
 * @param field the path of the field that is to blame, such as {@code items[2].price}
 * @param detail the failure as JSON in the words of the record's format, for that
 * format's own tools; it may hold values and is never logged
 */
public record Failure(Reason reason, String message, @Nullable String field, @Nullable String detail) {

	public Failure(Reason reason, String message) {
		this(reason, message, null, null);
	}

	public Failure(Reason reason, String message, @Nullable String field) {
		this(reason, message, field, null);
	}

	/**
	 * The failure without what may hold values.
	 */
	@Override
	public String toString() {
		return this.reason.code() + ((this.field != null) ? " in " + this.field : "") + ": " + this.message;
	}

}
