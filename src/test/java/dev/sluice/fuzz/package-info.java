/**
 * Random records against a slow, obviously right implementation of what becomes of them.
 */
@NullMarked
package dev.sluice.fuzz;

import org.jspecify.annotations.NullMarked;
