/**
 * The emulator's time, which tests can move.
 */
@NullMarked
package dev.sluice.emulator.clock;

import org.jspecify.annotations.NullMarked;
