/**
 * Rows as encoded bytes: wire plans, validation, decoding, and the files that keep them.
 */
@NullMarked
package dev.sluice.emulator.row;

import org.jspecify.annotations.NullMarked;
