/**
 * Measurements of the production jar against the physical limits of the machine.
 */
@NullMarked
package dev.sluice.benchmark;

import org.jspecify.annotations.NullMarked;
