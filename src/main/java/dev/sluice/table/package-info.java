/**
 * Tables, their columns, and rows encoded for them.
 */
@NullMarked
package dev.sluice.table;

import org.jspecify.annotations.NullMarked;
