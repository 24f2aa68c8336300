/**
 * Objects in buckets, kept as files: what load jobs read from {@code gs://}.
 */
@NullMarked
package dev.sluice.emulator.object;

import org.jspecify.annotations.NullMarked;
