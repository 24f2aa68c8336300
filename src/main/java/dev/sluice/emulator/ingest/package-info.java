/**
 * Rows from JSON: streaming inserts and load jobs.
 */
@NullMarked
package dev.sluice.emulator.ingest;

import org.jspecify.annotations.NullMarked;
