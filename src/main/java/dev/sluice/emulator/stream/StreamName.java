package dev.sluice.emulator.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.emulator.catalog.TableId;

/**
 * The name of a write stream. The default stream of a table has two: with and without
 * {@code /streams}.
 *
 * @param table the table, with a partition decorator if there is one
 * @param id the last part, {@code _default} for the default stream
 */
public record StreamName(TableId table, String id) {

	private static final Pattern FORM = Pattern
		.compile("(projects/[^/]+/datasets/[^/]+/tables/[^/]+)(?:/streams/([^/]+)|/(_default))");

	private static final String DEFAULT = "_default";

	/**
	 * Reads a name.
	 * @throws StreamException if it is none
	 */
	public static StreamName parse(String name) {
		Matcher matcher = FORM.matcher(name);
		if (!matcher.matches()) {
			throw StreamException.invalid("Invalid stream name: " + name + '.', name);
		}
		TableId table = TableId.parse(matcher.group(1)).orElseThrow();
		return new StreamName(table, (matcher.group(2) != null) ? matcher.group(2) : DEFAULT);
	}

	public boolean isDefault() {
		return DEFAULT.equals(this.id);
	}

	@Override
	public String toString() {
		return this.table.path() + "/streams/" + this.id;
	}

}
