package dev.sluice.table;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table, or a field of a nested record.
 *
 * @param name its name, compared without case
 * @param type its type; of the elements where it is REPEATED
 * @param mode whether it may be absent or repeated
 * @param defaultExpression the value of rows that leave it out, as SQL
 * @param description what people are told of it
 */
public record Column(String name, ColumnType type, Mode mode, @Nullable String defaultExpression,
		@Nullable String description) {

	public static Column nullable(String name, ColumnType type) {
		return new Column(name, type, Mode.NULLABLE, null, null);
	}

	public static Column required(String name, ColumnType type) {
		return new Column(name, type, Mode.REQUIRED, null, null);
	}

	public static Column repeated(String name, ColumnType type) {
		return new Column(name, type, Mode.REPEATED, null, null);
	}

	Column withType(ColumnType type) {
		return new Column(this.name, type, this.mode, this.defaultExpression, this.description);
	}

	/**
	 * The same column, which may be absent.
	 */
	public Column relaxed() {
		return (this.mode == Mode.REQUIRED)
				? new Column(this.name, this.type, Mode.NULLABLE, this.defaultExpression, this.description) : this;
	}

	/**
	 * Whether a column may be absent or repeated.
	 */
	public enum Mode {

		NULLABLE, REQUIRED, REPEATED

	}

}
