package dev.sluice.schema.snowplow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.sluice.table.Column;

/**
 * A field that a schema asks for: the column of a property, of many properties with the
 * same name, or of an entity itself.
 *
 * @param name the column's name
 * @param type which values it takes
 * @param required whether it must have a value; for arrays, whether the property must be
 * there
 * @param accessors the names of the properties that it is filled from, in the order in
 * which they are tried
 */
public record Field(String name, FieldType type, boolean required, List<String> accessors) {

	public Field {
		accessors = List.copyOf(accessors);
	}

	/**
	 * A field for the property of its own name.
	 */
	public Field(String name, FieldType type, boolean required) {
		this(name, type, required, List.of(name));
	}

	/**
	 * The column.
	 */
	public Column column() {
		if (this.type instanceof FieldType.Array) {
			return Column.repeated(this.name, this.type.columnType());
		}
		return this.required ? Column.required(this.name, this.type.columnType())
				: Column.nullable(this.name, this.type.columnType());
	}

	Field named(String name) {
		return new Field(name, this.type, this.required, this.accessors);
	}

	/**
	 * This field, filled also from where another one is filled from.
	 */
	Field alsoFrom(Field other) {
		Set<String> all = new LinkedHashSet<>(this.accessors);
		all.addAll(other.accessors);
		return new Field(this.name, this.type, this.required, List.copyOf(all));
	}

	Field optional() {
		return new Field(this.name, this.type, false, this.accessors);
	}

}
