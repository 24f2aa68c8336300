/**
 * Faults that a test scripts: errors, delays, lost answers, and calls held at a
 * rendezvous.
 */
@NullMarked
package dev.sluice.emulator.fault;

import org.jspecify.annotations.NullMarked;
