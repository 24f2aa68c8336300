/**
 * Records as Kafka gives them, and what can become of them.
 */
@NullMarked
package dev.sluice.record;

import org.jspecify.annotations.NullMarked;
