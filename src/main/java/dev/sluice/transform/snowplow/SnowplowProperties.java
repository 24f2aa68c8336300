package dev.sluice.transform.snowplow;

import java.util.List;

import dev.sluice.schema.iglu.IgluFormatException;
import dev.sluice.schema.iglu.SchemaCriterion;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.schema.snowplow.EntityRules;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * How Snowplow's enriched events become rows.
 *
 * @param layout how self-describing data is laid out in columns: one for each version of
 * a schema (v1, as in tables of Snowplow's loaders 0.x and 1.x) or for all versions of a
 * model (v2, as in those of loader 2.x)
 * @param skipSchemas criteria of schemas whose data is left out, such as
 * iglu:com.acme/item/jsonschema/1-*-*; v2 only
 * @param legacyColumns criteria of schemas whose columns are laid out as in v1, with the
 * values of v2; v2 only
 * @param truncateAtomicFields whether strings that are longer than the schema 'atomic'
 * allows are cut
 * @param rules whose rules count for schemas and values that Snowplow's loaders lose
 * without a word or cannot insert: sluice or, for comparisons, parity
 * @param decompression bounds on records of many events
 * @param badRows bad rows for Snowplow's own tools, beside the dead letters
 */
public record SnowplowProperties(@DefaultValue("v2") ColumnLayout layout, @DefaultValue List<String> skipSchemas,
		@DefaultValue List<String> legacyColumns, @DefaultValue("false") boolean truncateAtomicFields,
		@DefaultValue("sluice") EntityRules rules, @DefaultValue Decompression decompression,
		@DefaultValue BadRows badRows) {

	public SnowplowProperties {
		skipSchemas = List.copyOf(skipSchemas);
		legacyColumns = List.copyOf(legacyColumns);
		areCriteria("skip-schemas", skipSchemas);
		areCriteria("legacy-columns", legacyColumns);
	}

	private static void areCriteria(String property, List<String> texts) {
		for (String text : texts) {
			try {
				SchemaCriterion.parse(text);
			}
			catch (IgluFormatException ex) {
				throw new InvalidConfigurationPropertyValueException(property, text, ex.getMessage() + ".");
			}
		}
	}

	/**
	 * Bounds on records of many events.
	 *
	 * @param maxEvent longest event; longer ones are bad
	 * @param maxRecord most bytes of all events of a record
	 * @param maxRatio most bytes of all events of a record for each byte of the record
	 */
	public record Decompression(@DefaultValue("10000000B") DataSize maxEvent, @DefaultValue("50MB") DataSize maxRecord,
			@DefaultValue("1000") int maxRatio) {

	}

	/**
	 * Bad rows for Snowplow's own tools.
	 *
	 * @param topic topic of bad rows; none by default
	 * @param maxSize size from which on a bad row is cut
	 * @param artifact name of the program in bad rows
	 */
	public record BadRows(@Nullable String topic, @DefaultValue("1000000B") DataSize maxSize,
			@DefaultValue("sluice") String artifact) {

	}

}
