package dev.sluice.emulator.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.TableId;
import org.jspecify.annotations.Nullable;

/**
 * A table with the partition that its name names: {@code events$20260131}.
 *
 * @param table the table
 * @param partition the start of the partition, or {@code null} if none is named
 */
record Decorator(TableId table, @Nullable Instant partition) {

	static Decorator of(TableId id) {
		int dollar = id.table().indexOf('$');
		if (dollar < 0) {
			return new Decorator(id, null);
		}
		TableId table = id.inDataset().table(id.table().substring(0, dollar));
		return new Decorator(table, start(id.table().substring(dollar + 1)));
	}

	private static Instant start(String text) {
		try {
			int length = text.length();
			if (length < 4 || length > 10 || length % 2 != 0) {
				throw new NumberFormatException(text);
			}
			int[] parts = { 0, 1, 1, 0 };
			parts[0] = Integer.parseInt(text.substring(0, 4));
			for (int at = 4; at < length; at += 2) {
				parts[at / 2 - 1] = Integer.parseInt(text.substring(at, at + 2));
			}
			return LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], 0).toInstant(ZoneOffset.UTC);
		}
		catch (NumberFormatException | DateTimeException ex) {
			throw ApiError.invalid("Invalid time partitioning decorator: " + text);
		}
	}

}
