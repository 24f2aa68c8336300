package dev.sluice.schema.jsonschema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The schema of the values that one of two schemas permits, as near as keywords can say
 * it.
 */
final class Widening {

	private Widening() {
	}

	/**
	 * Widens two schemas. Keywords for a type that only one of them permits are taken
	 * from that one, and what either lets choose from can be chosen.
	 */
	static JsonSchema widen(JsonSchema one, JsonSchema other) {
		return new JsonSchema(widen(one, other, Types::hasNumbers, JsonSchema::numbers, NumberKeywords::widen),
				widen(one, other, (types) -> types.has(JsonType.STRING), JsonSchema::text, TextKeywords::widen),
				widen(one, other, (types) -> types.has(JsonType.ARRAY), JsonSchema::arrays, ArrayKeywords::widen),
				widen(one, other, (types) -> types.has(JsonType.OBJECT), JsonSchema::objects, ObjectKeywords::widen),
				Types.union(one.types(), other.types()), union(one.values(), other.values()), null,
				alternatives(one.alternatives(), other.alternatives()), new JsonSchema.Annotations(null,
						Choice.ifSame(one.annotations().description(), other.annotations().description())));
	}

	private static @Nullable List<JsonSchema> alternatives(List<JsonSchema> one, List<JsonSchema> other) {
		return (one.isEmpty() || other.isEmpty()) ? null
				: Stream.concat(one.stream(), other.stream()).distinct().toList();
	}

	private static <T> T widen(JsonSchema one, JsonSchema other, Predicate<Types> type,
			Function<JsonSchema, T> keywords, BinaryOperator<T> both) {
		boolean first = one.types() == null || type.test(one.types());
		boolean second = other.types() == null || type.test(other.types());
		if (first && second) {
			return both.apply(keywords.apply(one), keywords.apply(other));
		}
		JsonSchema only = first ? one : other;
		return keywords.apply((first || second) ? only : JsonSchema.ANYTHING);
	}

	private static @Nullable List<JsonNode> union(@Nullable List<JsonNode> one, @Nullable List<JsonNode> other) {
		if (one == null || other == null) {
			return null;
		}
		Set<JsonNode> union = new LinkedHashSet<>(one);
		union.addAll(other);
		return List.copyOf(union);
	}

}
