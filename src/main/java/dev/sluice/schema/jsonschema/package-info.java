/**
 * JSON Schema as a typed tree, for those of its words that decide about columns.
 */
@NullMarked
package dev.sluice.schema.jsonschema;

import org.jspecify.annotations.NullMarked;
