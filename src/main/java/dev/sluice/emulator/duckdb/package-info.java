/**
 * DuckDB as a projection of the rows, filled when a query asks for a table.
 */
@NullMarked
package dev.sluice.emulator.duckdb;

import org.jspecify.annotations.NullMarked;
