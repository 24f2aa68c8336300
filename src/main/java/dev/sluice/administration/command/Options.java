package dev.sluice.administration.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The options of a command.
 *
 * @param values their values by their names
 */
record Options(Map<String, String> values) {

	Options {
		values = Map.copyOf(values);
	}

	@Nullable String get(String name) {
		return this.values.get(name);
	}

	/**
	 * An option that must be given.
	 * @throws IllegalArgumentException if it is not
	 */
	String need(String name) {
		String value = this.values.get(name);
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("--" + name + " is missing");
		}
		return value;
	}

	/**
	 * A switch, which may stand without a value.
	 * @throws IllegalArgumentException if it has a value that is neither true nor false
	 */
	@Nullable Boolean flag(String name) {
		String value = this.values.get(name);
		if (value == null) {
			return null;
		}
		return switch (value) {
			case "", "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("--" + name + "=" + value + " is neither true nor false");
		};
	}

	@Nullable List<String> list(String name) {
		String value = this.values.get(name);
		return (value != null) ? Arrays.asList(value.split("\\s*,\\s*")) : null;
	}

}
