package dev.sluice.emulator.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.sluice.emulator.catalog.Field;

/**
 * What must be altered so that a table that was filled under one schema can be filled
 * under a later one.
 */
final class Evolution {

	private final String table;

	private final List<String> statements = new ArrayList<>();

	private Evolution(String table) {
		this.table = table;
	}

	/**
	 * Compares two schemas.
	 * @return the statements, or nothing if the table must be filled again
	 */
	static Optional<List<String>> between(String table, List<Field> from, List<Field> to) {
		Evolution evolution = new Evolution(table);
		return evolution.columns("", from, to) ? Optional.of(evolution.statements) : Optional.empty();
	}

	private boolean columns(String prefix, List<Field> from, List<Field> to) {
		if (to.size() < from.size()) {
			return false;
		}
		for (int i = 0; i < from.size(); i++) {
			Field old = from.get(i);
			Field now = to.get(i);
			boolean same = old.name().equalsIgnoreCase(now.name()) && old.type() == now.type()
					&& old.repeated() == now.repeated() && old.rangeElement() == now.rangeElement();
			String path = prefix + DuckTypes.quote(old.name()) + (old.repeated() ? ".element." : ".");
			if (!same || !columns(path, old.fields(), now.fields())) {
				return false;
			}
		}
		for (Field added : to.subList(from.size(), to.size())) {
			this.statements.add("ALTER TABLE " + this.table + " ADD COLUMN " + prefix + DuckTypes.quote(added.name())
					+ ' ' + DuckTypes.of(added));
		}
		return true;
	}

}
