package dev.sluice.schema.jsonschema;

import java.util.Objects;
import java.util.function.BinaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Choices between the values of a keyword that either of two schemas may lack.
 */
final class Choice {

	private Choice() {
	}

	static <T extends Comparable<T>> @Nullable T least(@Nullable T one, @Nullable T other) {
		return combined(one, other, (first, second) -> (first.compareTo(second) <= 0) ? first : second);
	}

	static <T extends Comparable<T>> @Nullable T greatest(@Nullable T one, @Nullable T other) {
		return combined(one, other, (first, second) -> (first.compareTo(second) >= 0) ? first : second);
	}

	/**
	 * What is present, or both combined.
	 */
	static <T> @Nullable T combined(@Nullable T one, @Nullable T other, BinaryOperator<T> both) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return both.apply(one, other);
	}

	static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
		return (one != null) ? one : other;
	}

	static <T extends Comparable<T>> @Nullable T ifEqual(@Nullable T one, @Nullable T other) {
		return (one != null && other != null && one.compareTo(other) == 0) ? one : null;
	}

	static <T> @Nullable T ifSame(@Nullable T one, @Nullable T other) {
		return Objects.equals(one, other) ? one : null;
	}

}
