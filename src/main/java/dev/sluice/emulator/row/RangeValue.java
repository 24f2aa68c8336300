package dev.sluice.emulator.row;

import org.jspecify.annotations.Nullable;

/**
 * A value of a RANGE column: from {@code start}, inclusive, to {@code end}, exclusive;
 * {@code null} is unbounded.
 */
public record RangeValue(@Nullable Object start, @Nullable Object end) {
}
