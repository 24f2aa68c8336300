/**
 * Whole pipelines, from a Kafka broker to the emulator, with Google's own clients.
 */
@NullMarked
package dev.sluice.end2end;

import org.jspecify.annotations.NullMarked;
