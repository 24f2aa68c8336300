package dev.sluice.table;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

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

	/**
	 * The path of what is around the column; {@code null} for a column of the table
	 * itself.
	 */
	public @Nullable FieldPath parent() {
		int depth = this.names.size() - 1;
		return (depth > 0) ? new FieldPath(this.names.subList(0, depth)) : null;
	}

	@Override
	public String toString() {
		return String.join(".", this.names);
	}

}
