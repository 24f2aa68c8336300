package dev.sluice.schema.jsonschema;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A type of JSON values, as the keyword {@code type} names it.
 */
public enum JsonType {

	NULL, BOOLEAN, STRING, INTEGER, NUMBER, ARRAY, OBJECT;

	/**
	 * The type of a name, or {@code null}.
	 */
	static @Nullable JsonType of(String name) {
		for (JsonType type : values()) {
			if (type.word().equals(name)) {
				return type;
			}
		}
		return null;
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
