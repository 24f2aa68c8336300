package dev.sluice.emulator.sql;

import java.util.stream.Collectors;

import dev.sluice.emulator.catalog.Field;

/**
 * Types as GoogleSQL writes them.
 */
public final class TypeNames {

	private TypeNames() {
	}

	/**
	 * Returns a field's type, such as {@code ARRAY<STRUCT<a INT64, b NUMERIC(10, 2)>>}.
	 */
	public static String of(Field field) {
		return field.repeated() ? "ARRAY<" + element(field) + '>' : element(field);
	}

	private static String element(Field field) {
		return switch (field.type()) {
			case RECORD -> field.fields()
				.stream()
				.map((member) -> member.name() + ' ' + of(member))
				.collect(Collectors.joining(", ", "STRUCT<", ">"));
			case RANGE -> "RANGE<" + field.rangeElement() + '>';
			default -> field.type().sqlName() + field.limits();
		};
	}

}
