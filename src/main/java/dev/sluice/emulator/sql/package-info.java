/**
 * GoogleSQL in, DuckDB's SQL out: the subset that the emulator answers.
 */
@NullMarked
package dev.sluice.emulator.sql;

import org.jspecify.annotations.NullMarked;
