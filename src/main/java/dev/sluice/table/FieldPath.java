package dev.sluice.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a column from the top of its table, without array indexes.
 *
 * @param names the names, outermost first, at least one
 */
public record FieldPath(List<String> names) {

	public FieldPath {
		names = List.copyOf(names);
		if (names.isEmpty()) {
			throw new IllegalArgumentException("a path needs at least one name");
		}
	}

	public static FieldPath of(String... names) {
		return new FieldPath(List.of(names));
	}

	public FieldPath child(String name) {
		List<String> longer = new ArrayList<>(this.names);
		longer.add(name);
		return new FieldPath(longer);
	}

	@Override
	public String toString() {
		return String.join(".", this.names);
	}

}
