/**
 * The rows of tables, in files that only grow.
 */
@NullMarked
package dev.sluice.emulator.table;

import org.jspecify.annotations.NullMarked;
