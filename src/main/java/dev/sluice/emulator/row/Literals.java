package dev.sluice.emulator.row;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.emulator.catalog.FieldType;

/**
 * Values written as text, in the forms that BigQuery reads.
 */
public final class Literals {

	private static final Pattern DATE = Pattern.compile("(\\d{1,4})-(\\d{1,2})-(\\d{1,2})");

	private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,9}))?");

	private static final Pattern MOMENT = Pattern.compile("(\\d{1,4}-\\d{1,2}-\\d{1,2})(?:[ Tt](\\d{1,2}:\\d{1,2}"
			+ "(?::\\d{1,2}(?:\\.\\d{1,9})?)?))?\\s*(Z|z|[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z][A-Za-z_/+-]*[A-Za-z0-9]*)?");

	private static final Pattern INTERVAL = Pattern
		.compile("[+-]?\\d+-\\d+ [+-]?\\d+ [+-]?\\d+:\\d+:\\d+(\\.\\d{1,9})?");

	private Literals() {
	}

	/**
	 * Reads a value of a scalar type.
	 * @return the value as the type's Java class: {@link Long}, {@link Double},
	 * {@link Boolean}, {@link BigDecimal}, {@link LocalDate}, {@link LocalTime},
	 * {@link LocalDateTime}, {@link Instant} or the text itself
	 * @throws BadValueException if the text is no value of the type
	 */
	public static Object parse(FieldType type, String text) {
		try {
			return switch (type) {
				case INTEGER -> Long.valueOf(text.strip());
				case FLOAT -> number(text.strip());
				case BOOLEAN -> bool(text.strip());
				case NUMERIC, BIGNUMERIC -> new BigDecimal(text.strip());
				case DATE -> date(text.strip());
				case TIME -> time(text.strip());
				case DATETIME -> dateTime(text.strip());
				case TIMESTAMP -> timestamp(text.strip());
				case INTERVAL -> interval(text.strip());
				default -> text;
			};
		}
		catch (DateTimeException | NumberFormatException ex) {
			throw new BadValueException("Invalid " + type.sqlName() + " value: " + text);
		}
	}

	private static Double number(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "nan" -> Double.NaN;
			case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
			case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
			default -> Double.valueOf(text);
		};
	}

	private static Boolean bool(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true", "t", "1", "yes", "y" -> true;
			case "false", "f", "0", "no", "n" -> false;
			default -> throw new NumberFormatException(text);
		};
	}

	private static LocalDate date(String text) {
		Matcher matcher = match(DATE, text);
		LocalDate date = LocalDate.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3)));
		if (date.getYear() < 1) {
			throw new DateTimeException(text);
		}
		return date;
	}

	private static LocalTime time(String text) {
		Matcher matcher = match(TIME, text);
		String fraction = (matcher.group(4) != null) ? matcher.group(4) : "";
		int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
		return LocalTime.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3)), micros * 1000);
	}

	private static LocalDateTime dateTime(String text) {
		Matcher matcher = match(MOMENT, text);
		if (matcher.group(3) != null) {
			throw new DateTimeException(text);
		}
		return local(matcher);
	}

	private static Instant timestamp(String text) {
		Matcher matcher = match(MOMENT, text);
		String zone = matcher.group(3);
		return local(matcher).atZone((zone != null) ? zone(zone) : ZoneOffset.UTC).toInstant();
	}

	private static LocalDateTime local(Matcher matcher) {
		String time = matcher.group(2);
		if (time == null) {
			return date(matcher.group(1)).atStartOfDay();
		}
		boolean seconds = time.indexOf(':') != time.lastIndexOf(':');
		return date(matcher.group(1)).atTime(time(seconds ? time : time + ":00"));
	}

	private static ZoneId zone(String name) {
		Matcher offset = Pattern.compile("([+-])(\\d{1,2})(?::?(\\d{2}))?").matcher(name);
		if (offset.matches()) {
			int sign = offset.group(1).equals("-") ? -1 : 1;
			int minutes = (offset.group(3) != null) ? Integer.parseInt(offset.group(3)) : 0;
			return ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(offset.group(2)), sign * minutes);
		}
		return name.equalsIgnoreCase("z") ? ZoneOffset.UTC : ZoneId.of(name);
	}

	private static String interval(String text) {
		match(INTERVAL, text);
		return text;
	}

	private static Matcher match(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.matches()) {
			throw new DateTimeException(text);
		}
		return matcher;
	}

}
