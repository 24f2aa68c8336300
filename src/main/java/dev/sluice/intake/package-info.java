/**
 * Kafka listeners, partition ownership and commits.
 */
@NullMarked
package dev.sluice.intake;

import org.jspecify.annotations.NullMarked;
