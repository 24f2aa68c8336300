package dev.sluice.administration.journal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of the journal's entries. Thread-safe.
 */
final class JournalJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private JournalJson() {
	}

	static byte[] write(JournalRecord entry) {
		return MAPPER.writeValueAsBytes(entry);
	}

	/**
	 * An entry, or {@code null} if these bytes are none.
	 */
	static @Nullable JournalRecord read(byte @Nullable [] bytes) {
		try {
			return (bytes != null) ? MAPPER.readValue(bytes, JournalRecord.class) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
