/**
 * BigQuery in one process: REST v2 and the Storage Write API over DuckDB, with faults.
 */
@NullMarked
package dev.sluice.emulator;

import org.jspecify.annotations.NullMarked;
