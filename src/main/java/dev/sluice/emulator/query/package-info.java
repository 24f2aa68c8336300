/**
 * Statements run in DuckDB, and their results.
 */
@NullMarked
package dev.sluice.emulator.query;

import org.jspecify.annotations.NullMarked;
