package dev.sluice.schema.jsonschema;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * The keywords for arrays.
 *
 * @param items what the elements are
 * @param additionalItems what the elements after those of a tuple are
 * @param minItems the least number of elements
 * @param maxItems the largest number of elements
 */
public record ArrayKeywords(@Nullable Items items, @Nullable Additional additionalItems, @Nullable BigDecimal minItems,
		@Nullable BigDecimal maxItems) {

	static final ArrayKeywords NONE = new ArrayKeywords(null, null, null, null);

	/**
	 * The same for other elements.
	 */
	ArrayKeywords of(@Nullable JsonSchema element) {
		return new ArrayKeywords((element != null) ? new Items.Each(element) : null, null, this.minItems,
				this.maxItems);
	}

	/**
	 * The schema of all elements; {@code null} without one.
	 */
	public @Nullable JsonSchema element() {
		return (this.items instanceof Items.Each each) ? each.schema() : null;
	}

	ArrayKeywords narrow(ArrayKeywords other) {
		return new ArrayKeywords(null, null, Choice.greatest(this.minItems, other.minItems),
				Choice.least(this.maxItems, other.maxItems))
			.of(Choice.combined(element(), other.element(), Narrowing::narrow));
	}

	ArrayKeywords widen(ArrayKeywords other) {
		JsonSchema element = element();
		JsonSchema otherElement = other.element();
		boolean both = element != null && otherElement != null;
		return new ArrayKeywords(null, null, Choice.ifSame(this.minItems, other.minItems),
				Choice.ifSame(this.maxItems, other.maxItems))
			.of(both ? Choice.combined(element, otherElement, Widening::widen) : null);
	}

}
