package dev.sluice.emulator.catalog;

import java.util.Locale;
import java.util.Optional;

/**
 * The types of columns, under the names that REST answers with.
 */
public enum FieldType {

	STRING, BYTES, INTEGER, FLOAT, BOOLEAN, NUMERIC, BIGNUMERIC, DATE, TIME, DATETIME, TIMESTAMP, GEOGRAPHY, JSON,
	INTERVAL, RANGE, RECORD;

	/**
	 * Reads a type under any name that REST or DDL accepts.
	 */
	public static Optional<FieldType> parse(String name) {
		return switch (name.toUpperCase(Locale.ROOT)) {
			case "INT64", "INT", "SMALLINT", "BIGINT", "TINYINT", "BYTEINT" -> Optional.of(INTEGER);
			case "FLOAT64" -> Optional.of(FLOAT);
			case "BOOL" -> Optional.of(BOOLEAN);
			case "STRUCT" -> Optional.of(RECORD);
			case "DECIMAL" -> Optional.of(NUMERIC);
			case "BIGDECIMAL" -> Optional.of(BIGNUMERIC);
			default -> byName(name.toUpperCase(Locale.ROOT));
		};
	}

	private static Optional<FieldType> byName(String name) {
		for (FieldType type : values()) {
			if (type.name().equals(name)) {
				return Optional.of(type);
			}
		}
		return Optional.empty();
	}

	/**
	 * Returns the name that GoogleSQL and row errors use.
	 */
	public String sqlName() {
		return switch (this) {
			case INTEGER -> "INT64";
			case FLOAT -> "FLOAT64";
			case BOOLEAN -> "BOOL";
			case RECORD -> "STRUCT";
			default -> name();
		};
	}

}
