package dev.sluice.administration.tables;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries of the history as records of its topic: the key is the table, the column's path
 * and the kind of change, so that compaction keeps the last change of each kind.
 */
final class HistoryJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private HistoryJson() {
	}

	static byte[] key(HistoryEntry entry) {
		String path = Objects.requireNonNullElse(entry.path(), "").toLowerCase(Locale.ROOT);
		return (entry.table() + "/" + path + "/" + entry.kind()).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Whether a record is about a table.
	 */
	static boolean isOf(String table, byte @Nullable [] key) {
		return key != null && new String(key, StandardCharsets.UTF_8).startsWith(table + "/");
	}

	static byte[] value(HistoryEntry entry) {
		return MAPPER.writeValueAsBytes(entry);
	}

	/**
	 * Reads an entry.
	 * @return the entry, or {@code null} if it is none that this version knows
	 */
	static @Nullable HistoryEntry read(byte @Nullable [] value) {
		if (value == null) {
			return null;
		}
		try {
			return MAPPER.readValue(value, HistoryEntry.class);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
