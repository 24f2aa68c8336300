/**
 * Tables created and columns added as records need them.
 */
@NullMarked
package dev.sluice.mutator;

import org.jspecify.annotations.NullMarked;
