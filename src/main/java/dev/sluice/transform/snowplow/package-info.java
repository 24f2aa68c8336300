/**
 * Snowplow's enriched events into rows.
 */
@NullMarked
package dev.sluice.transform.snowplow;

import org.jspecify.annotations.NullMarked;
