/**
 * Iglu: keys of schemas, and the registries that hold them.
 */
@NullMarked
package dev.sluice.schema.iglu;

import org.jspecify.annotations.NullMarked;
