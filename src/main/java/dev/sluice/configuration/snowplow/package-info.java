/**
 * Configuration files and command lines of Snowplow's loader 0.4, read as Sluice's own
 * properties.
 */
@NullMarked
package dev.sluice.configuration.snowplow;

import org.jspecify.annotations.NullMarked;
