package dev.sluice.emulator.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.sluice.emulator.catalog.FieldType;

/**
 * A type as GoogleSQL writes it: {@code ARRAY<STRUCT<a INT64, b NUMERIC(10, 2)>>}.
 *
 * @param type the type, of the elements if it is an array
 * @param array whether it is an array
 * @param members the fields of a struct; the one element type of a range, under the empty
 * name
 * @param parameters length, or precision and scale; empty if not given
 */
public record SqlType(FieldType type, boolean array, List<Member> members, List<Long> parameters) {

	public SqlType {
		members = List.copyOf(members);
		parameters = List.copyOf(parameters);
	}

	public static SqlType of(FieldType type) {
		return new SqlType(type, false, List.of(), List.of());
	}

	public SqlType asArray() {
		return new SqlType(this.type, true, this.members, this.parameters);
	}

	public SqlType element() {
		return new SqlType(this.type, false, this.members, this.parameters);
	}

	/**
	 * Returns the name of the type in DuckDB, which ignores lengths.
	 */
	public String duckDb() {
		if (this.array) {
			return element().duckDb() + "[]";
		}
		return switch (this.type) {
			case STRING -> "VARCHAR";
			case BYTES -> "BLOB";
			case INTEGER -> "BIGINT";
			case FLOAT -> "DOUBLE";
			case NUMERIC -> "DECIMAL(38,9)";
			case BIGNUMERIC -> "BIGNUM";
			case DATETIME -> "TIMESTAMP";
			case TIMESTAMP -> "TIMESTAMPTZ";
			case GEOGRAPHY -> "STRUCT(geography VARCHAR)";
			case RANGE -> "STRUCT(range_start %1$s, range_end %1$s)".formatted(this.members.get(0).type().duckDb());
			case RECORD -> this.members.stream()
				.map((member) -> Quoting.identifier(member.name()) + ' ' + member.type().duckDb())
				.collect(Collectors.joining(", ", "STRUCT(", ")"));
			case BOOLEAN, DATE, TIME, JSON, INTERVAL -> this.type.name();
		};
	}

	/**
	 * Returns the type as {@code INFORMATION_SCHEMA} shows it.
	 */
	@Override
	public String toString() {
		if (this.array) {
			return "ARRAY<" + element() + '>';
		}
		if (this.type == FieldType.RECORD || this.type == FieldType.RANGE) {
			return this.members.stream()
				.map((member) -> (member.name() + ' ' + member.type()).strip())
				.collect(Collectors.joining(", ", this.type.sqlName().toUpperCase(Locale.ROOT) + '<', ">"));
		}
		return this.type.sqlName() + (this.parameters.isEmpty() ? ""
				: this.parameters.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
	}

	/**
	 * A field of a struct.
	 *
	 * @param name its name, empty if it has none
	 * @param type its type
	 */
	public record Member(String name, SqlType type) {

	}

}
