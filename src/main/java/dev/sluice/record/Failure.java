package dev.sluice.record;

import org.jspecify.annotations.Nullable;

/**
 * Why one record can never be loaded.
 *
 * @param reason the reason's code
 * @param message a sentence for people that names field and path, never the value
 * @param field the path of the field that is to blame, such as {@code items[2].price}
 */
public record Failure(Reason reason, String message, @Nullable String field) {

	public Failure(Reason reason, String message) {
		this(reason, message, null);
	}

}
