package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one record that have no column or do not fit it, as a JSON object of
 * their paths and texts. Paths grow on the way out, as those of {@link Fault} do.
 */
final class Overflow {

	private final List<Entry> entries = new ArrayList<>();

	void clear() {
		if (!this.entries.isEmpty()) {
			this.entries.clear();
		}
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * The present state, to return to by {@link #rollback}.
	 */
	int mark() {
		return this.entries.size();
	}

	void rollback(int mark) {
		this.entries.subList(mark, this.entries.size()).clear();
	}

	/**
	 * Keeps a field's value.
	 * @param name the field's name
	 * @param from where the value begins in the record
	 * @param to where it ends
	 */
	void add(String name, int from, int to) {
		this.entries.add(new Entry(Paths.prepend(name, ""), from, to));
	}

	/**
	 * Says that all values kept since a mark lie within a field.
	 */
	void within(int mark, String name) {
		for (int i = mark; i < this.entries.size(); i++) {
			Entry entry = this.entries.get(i);
			this.entries.set(i, new Entry(Paths.prepend(name, entry.path), entry.from, entry.to));
		}
	}

	/**
	 * Says that all values kept since a mark lie within an array's element.
	 */
	void within(int mark, int element) {
		for (int i = mark; i < this.entries.size(); i++) {
			Entry entry = this.entries.get(i);
			this.entries.set(i, new Entry(Paths.prepend(element, entry.path), entry.from, entry.to));
		}
	}

	/**
	 * All values as a JSON object.
	 * @param record the text that they stand in
	 */
	byte[] json(byte[] record) {
		StringBuilder json = new StringBuilder("{");
		for (Entry entry : this.entries) {
			json.append((json.length() > 1) ? ",\"" : "\"");
			appendEscaped(entry.path, json);
			json.append("\":").append(new String(record, entry.from, entry.to - entry.from, StandardCharsets.UTF_8));
		}
		return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void appendEscaped(String text, StringBuilder json) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ') {
				json.append("\\u%04x".formatted((int) character));
			}
			else {
				json.append((character == '"' || character == '\\') ? "\\" : "").append(character);
			}
		}
	}

	private record Entry(String path, int from, int to) {

	}

}
