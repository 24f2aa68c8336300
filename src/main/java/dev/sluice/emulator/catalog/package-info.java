/**
 * Datasets and tables, the rules for changing them, and the two views of them: REST at
 * once, the write path later.
 */
@NullMarked
package dev.sluice.emulator.catalog;

import org.jspecify.annotations.NullMarked;
