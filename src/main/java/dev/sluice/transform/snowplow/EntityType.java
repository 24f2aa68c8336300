package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.sluice.schema.iglu.SchemaKey;
import org.jspecify.annotations.Nullable;

/**
 * A schema at a place of events, and what was last found out about it.
 */
final class EntityType {

	private final SchemaKey key;

	private final byte[] uri;

	private final byte[] version;

	private final boolean event;

	private final @Nullable EntityFamily family;

	private @Nullable EntityType next;

	/**
	 * A type.
	 * @param key names the schema
	 * @param uri the key as text
	 * @param event whether it is that of the event itself, not of a context
	 * @param family gives its columns; {@code null} if its data is left out
	 */
	EntityType(SchemaKey key, byte[] uri, boolean event, @Nullable EntityFamily family) {
		this.key = key;
		this.event = event;
		this.uri = uri;
		this.version = key.version().toString().getBytes(StandardCharsets.US_ASCII);
		this.family = family;
	}

	SchemaKey key() {
		return this.key;
	}

	/** Whether it is a type of the event itself, not of a context. */
	boolean isEvent() {
		return this.event;
	}

	/** The key's version as text. */
	byte[] version() {
		return this.version;
	}

	/**
	 * Gives its columns; {@code null} if its data is left out.
	 */
	@Nullable EntityFamily family() {
		return this.family;
	}

	boolean isCalled(byte[] text, int from, int to) {
		return Arrays.equals(this.uri, 0, this.uri.length, text, from, to);
	}

	/**
	 * The type that came after this one last time.
	 */
	@Nullable EntityType next() {
		return this.next;
	}

	void next(EntityType type) {
		this.next = type;
	}

}
