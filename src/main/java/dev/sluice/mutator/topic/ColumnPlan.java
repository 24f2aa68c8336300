package dev.sluice.mutator.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.TableSchema;

/**
 * The columns of several types, planned together. Of types whose schemas differ but whose
 * columns have the same name, the first wins, and the others are told of as clashes. Not
 * thread-safe.
 */
final class ColumnPlan {

	private final Map<String, SchemaKey> owners = new HashMap<>();

	private final ColumnAdditions additions = new ColumnAdditions();

	private final List<Clash> clashes = new ArrayList<>();

	/**
	 * Plans a column of a type.
	 * @param cause why
	 */
	void add(ShreddedType type, Column column, ColumnCause cause) {
		SchemaKey owner = this.owners.putIfAbsent(column.name().toLowerCase(Locale.ROOT), type.key());
		if (owner != null && !sameSchema(owner, type.key())) {
			this.clashes.add(new Clash(type, owner, column.name()));
			return;
		}
		this.additions.because(cause);
		this.additions.addRelaxing(null, column);
	}

	private static boolean sameSchema(SchemaKey one, SchemaKey other) {
		return one.vendor().equals(other.vendor()) && one.name().equals(other.name());
	}

	ColumnAdditions additions() {
		return this.additions;
	}

	List<Clash> clashes() {
		return this.clashes;
	}

	/**
	 * The columns that a table lacks; names are compared without case.
	 */
	List<Column> missingFrom(TableSchema table) {
		List<Column> missing = new ArrayList<>();
		this.additions.missingFrom(table, (parent, column, cause) -> missing.add(column));
		return missing;
	}

	/**
	 * A type whose column another has taken.
	 *
	 * @param type the type
	 * @param owner the schema that has the column
	 * @param column the column
	 */
	record Clash(ShreddedType type, SchemaKey owner, String column) {

	}

}
