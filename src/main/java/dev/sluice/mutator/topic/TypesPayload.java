package dev.sluice.mutator.topic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.sluice.schema.iglu.IgluFormatException;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.schema.snowplow.ShreddedType;
import tools.jackson.core.JacksonException;

/**
 * What a record of a types topic says.
 */
sealed interface TypesPayload {

	/**
	 * Reads a payload: a type, an array of types, or self-describing JSON of one. A type
	 * has its {@code schema}, and its place under {@code type}, as Snowplow's loaders
	 * write it, or {@code location}, as the published schema wants it.
	 */
	static TypesPayload read(byte[] payload) {
		try {
			return new Types(TypesReader.types(payload));
		}
		catch (IllegalArgumentException ex) {
			return new Unreadable(String.valueOf(ex.getMessage()));
		}
		catch (JacksonException ex) {
			return new Unreadable("payload is no JSON: " + ex.getOriginalMessage());
		}
	}

	/**
	 * Reads a place.
	 * @throws IllegalArgumentException if there is no such place
	 */
	static ShredProperty property(String text) {
		return Arrays.stream(ShredProperty.values())
			.filter((property) -> property.name().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("[" + text + "] is not a valid shred property; valid are: "
					+ Arrays.stream(ShredProperty.values())
						.map(ShredProperty::name)
						.sorted()
						.collect(Collectors.joining(", "))));
	}

	/**
	 * Reads a schema key.
	 * @throws IllegalArgumentException if the text is none
	 */
	static SchemaKey key(String text) {
		try {
			return SchemaKey.parse(text);
		}
		catch (IgluFormatException ex) {
			throw new IllegalArgumentException(text + " is not a valid Iglu URI, " + ex.error(), ex);
		}
	}

	/**
	 * It announces types.
	 *
	 * @param types the types; may be empty
	 */
	record Types(List<ShreddedType> types) implements TypesPayload {

		public Types {
			types = List.copyOf(types);
		}

	}

	/**
	 * It cannot be read.
	 *
	 * @param why the reason, in the words of Snowplow's mutator
	 */
	record Unreadable(String why) implements TypesPayload {

	}

}
