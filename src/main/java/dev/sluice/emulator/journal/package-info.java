/**
 * Entries on disk that outlive the process: what was acknowledged is in them.
 */
@NullMarked
package dev.sluice.emulator.journal;

import org.jspecify.annotations.NullMarked;
