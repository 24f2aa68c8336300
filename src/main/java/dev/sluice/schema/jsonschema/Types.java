package dev.sluice.schema.jsonschema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The types that a schema permits.
 *
 * @param types the types, each once, in the schema's order
 * @param listed whether they were written as a list of more or less than one
 */
public record Types(List<JsonType> types, boolean listed) {

	public Types {
		types = List.copyOf(types);
	}

	static Types of(Collection<JsonType> types) {
		return new Types(List.copyOf(types), types.size() != 1);
	}

	/**
	 * Whether null is one of them.
	 */
	public boolean hasNull() {
		return has(JsonType.NULL);
	}

	boolean has(JsonType type) {
		return this.types.contains(type);
	}

	/**
	 * Whether these are a number or an integer, and perhaps others.
	 */
	boolean hasNumbers() {
		return has(JsonType.NUMBER) || has(JsonType.INTEGER);
	}

	/**
	 * Whether these are exactly some types, with or without null.
	 */
	public boolean are(JsonType type, JsonType... others) {
		Set<JsonType> wanted = EnumSet.of(type, others);
		Set<JsonType> present = EnumSet.noneOf(JsonType.class);
		present.addAll(this.types);
		present.remove(JsonType.NULL);
		return present.equals(wanted);
	}

	/**
	 * The types of both; {@code null} if either permits all.
	 */
	static @Nullable Types union(@Nullable Types one, @Nullable Types other) {
		if (one == null || other == null) {
			return null;
		}
		List<JsonType> union = new ArrayList<>(one.types);
		other.types.stream().filter((type) -> !union.contains(type)).forEach(union::add);
		return of(union);
	}

	/**
	 * The types of either that are also the other's; all of one if the other permits all.
	 */
	static @Nullable Types intersection(@Nullable Types one, @Nullable Types other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return of(one.types.stream().filter(other::has).toList());
	}

}
