package dev.sluice.schema.snowplow;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.sluice.schema.iglu.IgluFormatException;
import dev.sluice.schema.iglu.SchemaKey;

/**
 * A type of self-describing data, which needs a column of its own: what types topics
 * announce.
 *
 * @param key its schema
 * @param property where the event has it
 */
public record ShreddedType(SchemaKey key, ShredProperty property) {

	/**
	 * Reads a type.
	 * @param schema the URI of its schema
	 * @param property the place's name, in its exact case
	 * @throws IllegalArgumentException if it is none, in the words of Snowplow's mutator
	 */
	public static ShreddedType parse(String schema, String property) {
		return new ShreddedType(key(schema), property(property));
	}

	private static SchemaKey key(String text) {
		try {
			return SchemaKey.parse(text);
		}
		catch (IgluFormatException ex) {
			throw new IllegalArgumentException(text + " is not a valid Iglu URI, " + ex.error(), ex);
		}
	}

	private static ShredProperty property(String text) {
		return Arrays.stream(ShredProperty.values())
			.filter((property) -> property.name().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("[" + text + "] is not a valid shred property; valid are: "
					+ Arrays.stream(ShredProperty.values())
						.map(ShredProperty::name)
						.sorted()
						.collect(Collectors.joining(", "))));
	}

}
