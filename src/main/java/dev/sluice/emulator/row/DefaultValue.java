package dev.sluice.emulator.row;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The default value of a column: a literal, or one of the functions without arguments
 * that BigQuery allows.
 *
 * Gives the same value whenever the same row is read again.
 */
public final class DefaultValue {

	private static final Pattern QUOTED = Pattern.compile("(?:(\\w+)\\s+)?(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")");

	private static final Pattern FUNCTION = Pattern.compile("(\\w+)\\s*(?:\\(\\s*\\))?");

	private final BiFunction<Instant, Long, @Nullable Object> value;

	private DefaultValue(BiFunction<Instant, Long, @Nullable Object> value) {
		this.value = value;
	}

	/**
	 * Reads an expression.
	 * @throws ApiError if it is none that the emulator knows, or does not fit the column
	 */
	public static DefaultValue parse(String expression, Field column) {
		String text = expression.strip();
		if (text.equalsIgnoreCase("NULL")) {
			return new DefaultValue((time, row) -> null);
		}
		if (column.repeated() && text.replace(" ", "").equals("[]")) {
			return new DefaultValue((time, row) -> List.of());
		}
		Matcher quoted = QUOTED.matcher(text);
		if (quoted.matches()) {
			return literal((quoted.group(2) != null) ? quoted.group(2) : quoted.group(3), column);
		}
		Matcher function = FUNCTION.matcher(text);
		if (function.matches() && !text.matches("\\d+|(?i)true|(?i)false")) {
			return function(function.group(1).toUpperCase(Locale.ROOT), expression, column);
		}
		return literal(text, column);
	}

	/**
	 * Checks the expressions of all columns.
	 * @throws ApiError as {@link #parse} does
	 */
	public static void check(Schema schema) {
		for (Field column : schema.fields()) {
			if (column.defaultValue() != null) {
				parse(column.defaultValue(), column);
			}
		}
	}

	private static DefaultValue literal(String text, Field column) {
		try {
			Object value = Values.check(Literals.parse(column.type(), text), column, column.name());
			return new DefaultValue((time, row) -> value);
		}
		catch (BadValueException | ClassCastException ex) {
			throw ApiError.invalid("Invalid default value expression for column " + column.name() + ": " + text);
		}
	}

	private static DefaultValue function(String name, String expression, Field column) {
		return new DefaultValue(switch (name) {
			case "CURRENT_TIMESTAMP" -> (time, row) -> time;
			case "CURRENT_DATETIME" -> (time, row) -> utc(time);
			case "CURRENT_DATE" -> (time, row) -> utc(time).toLocalDate();
			case "CURRENT_TIME" -> (time, row) -> utc(time).toLocalTime();
			case "GENERATE_UUID" -> (time, row) -> uuid(time, row);
			case "RAND" -> (time, row) -> random(time, row).nextDouble();
			case "SESSION_USER" -> (time, row) -> "emulator@localhost";
			default ->
				throw ApiError.notImplemented("The emulator does not know the default value expression of column "
						+ column.name() + ": " + expression);
		});
	}

	private static LocalDateTime utc(Instant time) {
		return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
	}

	private static String uuid(Instant time, long row) {
		Random random = random(time, row);
		long high = (random.nextLong() & ~0xF000L) | 0x4000L;
		long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
		return new UUID(high, low).toString();
	}

	private static Random random(Instant time, long row) {
		return new Random(CivilTime.micros(time) * 31 + row);
	}

	/**
	 * Returns the value for a row.
	 * @param appended when the row was appended
	 * @param row its number
	 */
	public @Nullable Object value(Instant appended, long row) {
		return this.value.apply(appended, row);
	}

}
