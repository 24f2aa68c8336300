package dev.sluice.schema.jsonschema;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * The keywords for strings.
 *
 * @param maxLength the largest number of characters
 * @param minLength the least number of characters
 * @param pattern what all values match
 * @param format what they stand for, such as {@code date-time}
 */
public record TextKeywords(@Nullable BigDecimal maxLength, @Nullable BigDecimal minLength, @Nullable String pattern,
		@Nullable String format) {

	static final TextKeywords NONE = new TextKeywords(null, null, null, null);

	TextKeywords narrow(TextKeywords other) {
		return new TextKeywords(Choice.least(this.maxLength, other.maxLength),
				Choice.greatest(this.minLength, other.minLength), Choice.first(this.pattern, other.pattern),
				Choice.first(this.format, other.format));
	}

	/**
	 * Keeps what is the same; lengths decide about no column.
	 */
	TextKeywords widen(TextKeywords other) {
		return new TextKeywords(Choice.ifSame(this.maxLength, other.maxLength),
				Choice.ifSame(this.minLength, other.minLength), Choice.ifSame(this.pattern, other.pattern),
				Choice.ifSame(this.format, other.format));
	}

}
