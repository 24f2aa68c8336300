/**
 * Reports of how pipelines fare to the services that users of Snowplow's loaders know.
 */
@NullMarked
package dev.sluice.administration.monitoring;

import org.jspecify.annotations.NullMarked;
