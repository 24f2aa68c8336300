package dev.sluice.schema.iglu;

import java.time.Instant;

import tools.jackson.databind.JsonNode;

/**
 * A schema as a registry gave it. The same instance is given until the registry is asked
 * again.
 *
 * @param key names it
 * @param document the schema's own text, {@code self} included
 * @param cachedAt when the registry gave it
 */
public record IgluSchema(SchemaKey key, JsonNode document, Instant cachedAt) {

}
