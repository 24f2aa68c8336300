package dev.sluice.schema.jsonschema;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * The keywords for numbers. A number without a fraction has the scale 0.
 *
 * @param multipleOf what all values are multiples of
 * @param minimum the least value
 * @param maximum the greatest value
 */
public record NumberKeywords(@Nullable BigDecimal multipleOf, @Nullable BigDecimal minimum,
		@Nullable BigDecimal maximum) {

	static final NumberKeywords NONE = new NumberKeywords(null, null, null);

	NumberKeywords narrow(NumberKeywords other) {
		return new NumberKeywords(Choice.least(this.multipleOf, other.multipleOf),
				Choice.greatest(this.minimum, other.minimum), Choice.least(this.maximum, other.maximum));
	}

	NumberKeywords widen(NumberKeywords other) {
		boolean bothLow = this.minimum != null && other.minimum != null;
		boolean bothHigh = this.maximum != null && other.maximum != null;
		return new NumberKeywords(Choice.ifEqual(this.multipleOf, other.multipleOf),
				bothLow ? Choice.least(this.minimum, other.minimum) : null,
				bothHigh ? Choice.greatest(this.maximum, other.maximum) : null);
	}

}
