/**
 * Columns of Snowplow's events.
 */
@NullMarked
package dev.sluice.schema.snowplow;

import org.jspecify.annotations.NullMarked;
