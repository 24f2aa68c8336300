/**
 * Named clocks that yield the next delay as a value.
 */
@NullMarked
package dev.sluice.retry;

import org.jspecify.annotations.NullMarked;
