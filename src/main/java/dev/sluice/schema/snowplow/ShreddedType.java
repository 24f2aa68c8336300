package dev.sluice.schema.snowplow;

import dev.sluice.schema.iglu.SchemaKey;

/**
 * A type of self-describing data, which needs a column of its own: what types topics
 * announce.
 *
 * @param key its schema
 * @param property where the event has it
 */
public record ShreddedType(SchemaKey key, ShredProperty property) {

}
