package dev.sluice.mutator.topic;

import java.util.List;

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
