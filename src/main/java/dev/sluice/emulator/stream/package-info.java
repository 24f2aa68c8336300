/**
 * Write streams: offsets, flush cursor, finalizing, commit and expiry.
 */
@NullMarked
package dev.sluice.emulator.stream;

import org.jspecify.annotations.NullMarked;
