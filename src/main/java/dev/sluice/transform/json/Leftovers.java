package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row that found no place in it: for the overflow column, or to add
 * columns for. They are set aside while the row is read, so that its common fields never
 * pay for them. Their paths grow on the way out, as those of {@link Fault} do.
 */
final class Leftovers {

	private final List<Leftover> values = new ArrayList<>();

	void clear() {
		if (!this.values.isEmpty()) {
			this.values.clear();
		}
	}

	/**
	 * The number of values, to which {@link #rollback} returns.
	 */
	int size() {
		return this.values.size();
	}

	Leftover get(int index) {
		return this.values.get(index);
	}

	void rollback(int size) {
		this.values.subList(size, this.values.size()).clear();
	}

	/**
	 * Sets aside a value for the overflow column.
	 * @param name the field's name
	 * @param from where the value begins in the record
	 * @param to where it ends
	 */
	void overflow(String name, int from, int to) {
		this.values.add(new Leftover(Paths.prepend(name, ""), from, to, null, name));
	}

	/**
	 * Sets aside a value that suggests a column.
	 * @param key the field's key
	 * @param layout what lacks the column
	 * @param from where the value begins in the record
	 * @param to where it ends
	 */
	void suggestion(Key<Field> key, RowLayout layout, int from, int to) {
		this.values.add(new Leftover(Paths.prepend(key.text(), ""), from, to, layout, key.field().name()));
	}

	/**
	 * Says that all values set aside since a size lie within a field.
	 */
	void within(int size, String name) {
		for (int i = size; i < this.values.size(); i++) {
			Leftover value = this.values.get(i);
			this.values.set(i, value.at(Paths.prepend(name, value.path)));
		}
	}

	/**
	 * Says that all values set aside since a size lie within an array's element.
	 */
	void within(int size, int element) {
		for (int i = size; i < this.values.size(); i++) {
			Leftover value = this.values.get(i);
			this.values.set(i, value.at(Paths.prepend(element, value.path)));
		}
	}

	/**
	 * A value.
	 *
	 * @param path its path in the row
	 * @param from where it begins in the record
	 * @param to where it ends
	 * @param layout what lacks a column for it; {@code null} if it is for the overflow
	 * column
	 * @param name the name of the column
	 */
	record Leftover(String path, int from, int to, @Nullable RowLayout layout, String name) {

		private Leftover at(String path) {
			return new Leftover(path, this.from, this.to, this.layout, this.name);
		}

		/**
		 * Adds the value to the members of a JSON object.
		 * @param record its text
		 */
		void append(StringBuilder members, byte[] record) {
			members.append((members.length() > 1) ? ",\"" : "\"");
			for (int i = 0; i < this.path.length(); i++) {
				appendEscaped(this.path.charAt(i), members);
			}
			members.append("\":").append(new String(record, this.from, this.to - this.from, StandardCharsets.UTF_8));
		}

		private static void appendEscaped(char character, StringBuilder text) {
			if (character < ' ') {
				text.append("\\u%04x".formatted((int) character));
			}
			else {
				text.append((character == '"' || character == '\\') ? "\\" : "").append(character);
			}
		}

	}

}
