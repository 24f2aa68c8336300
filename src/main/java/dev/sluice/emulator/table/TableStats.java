package dev.sluice.emulator.table;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How much a table holds.
 *
 * @param rows rows outside the streaming buffer
 * @param bytes their size
 * @param bufferedRows rows in the streaming buffer
 * @param bufferedBytes their size
 * @param oldestBuffered when the oldest of them came, {@code null} if there are none
 */
public record TableStats(long rows, long bytes, long bufferedRows, long bufferedBytes,
		@Nullable Instant oldestBuffered) {
}
