package dev.sluice.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.fuzz.Tree.Kind;
import dev.sluice.record.Reason;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.json.JsonProperties;
import org.jspecify.annotations.Nullable;

/**
 * The rules of dates, times and ranges.
 */
final class OracleTimes {

	private static final String DATE = "(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})";

	private static final String MINUTES = "(?<hour>[0-9]{2}):(?<minute>[0-9]{2})";

	private static final String SECONDS = ":(?<second>[0-9]{2})(?:\\.(?<fraction>[0-9]{1,9}))?";

	private static final String ZONE = "(?:[zZ]|(?<sign>[+-])(?<zoneHour>[0-9]{2})(?::(?<zoneMinute>[0-9]{2}))?)";

	private static final Map<ColumnType.Kind, Pattern> FORMS = Map.of(ColumnType.Kind.DATE, Pattern.compile(DATE),
			ColumnType.Kind.TIME, Pattern.compile(MINUTES + "(?:" + SECONDS + ")?"), ColumnType.Kind.DATETIME,
			Pattern.compile(DATE + "[Tt ]" + MINUTES + "(?:" + SECONDS + ")?"), ColumnType.Kind.TIMESTAMP,
			Pattern.compile(DATE + "[Tt ]" + MINUTES + SECONDS + ZONE));

	private static final Pattern RANGE = Pattern.compile("\\[([^,]*), ?(.*)\\)", Pattern.DOTALL);

	private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant END = LocalDateTime.of(10_000, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

	private final boolean dropExcess;

	/** The power of ten that makes microseconds of numbers. */
	private final int microsPower;

	OracleTimes(JsonProperties.Timestamp settings) {
		this.dropExcess = settings.excessDigits() == JsonProperties.ExcessDigits.DROP;
		this.microsPower = Map
			.of(JsonProperties.EpochUnit.S, 6, JsonProperties.EpochUnit.MS, 3, JsonProperties.EpochUnit.US, 0,
					JsonProperties.EpochUnit.NS, -3)
			.get(settings.epochUnit());
	}

	/**
	 * The value of text.
	 * @param kind one of DATE, TIME, DATETIME and TIMESTAMP
	 */
	Object read(ColumnType.Kind kind, String text) throws Misfit {
		Matcher form = FORMS.get(kind).matcher(text);
		if (!form.matches()) {
			throw new Misfit(Reason.WRONG_TYPE);
		}
		try {
			return switch (kind) {
				case DATE -> date(form);
				case TIME -> time(form);
				case DATETIME -> date(form).atTime(time(form));
				default -> checked(date(form).atTime(time(form)).toInstant(ZoneOffset.UTC).minusSeconds(offset(form)));
			};
		}
		catch (DateTimeException ex) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
	}

	private static LocalDate date(Matcher form) throws Misfit {
		LocalDate date = LocalDate.of(number(form, "year"), number(form, "month"), number(form, "day"));
		if (date.getYear() == 0) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		return date;
	}

	private LocalTime time(Matcher form) throws Misfit {
		String fraction = form.group("fraction");
		int nanos = (fraction != null) ? Integer.parseInt((fraction + "00000000").substring(0, 9)) : 0;
		if (nanos % 1000 != 0 && !this.dropExcess) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		return LocalTime.of(number(form, "hour"), number(form, "minute"), number(form, "second"), nanos / 1000 * 1000);
	}

	private static int offset(Matcher form) throws Misfit {
		if (form.group("sign") == null) {
			return 0;
		}
		int hour = number(form, "zoneHour");
		int minute = number(form, "zoneMinute");
		if (hour > 23 || minute > 59) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		int seconds = hour * 3600 + minute * 60;
		return form.group("sign").equals("-") ? -seconds : seconds;
	}

	private static int number(Matcher form, String group) {
		String digits = form.group(group);
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

	/**
	 * The time of a number.
	 */
	Object sinceEpoch(BigDecimal number) throws Misfit {
		BigDecimal micros = number.scaleByPowerOfTen(this.microsPower);
		BigDecimal floor = micros.setScale(0, RoundingMode.FLOOR);
		if (floor.compareTo(micros) != 0 && !this.dropExcess) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		BigInteger whole = floor.toBigInteger();
		if (whole.bitLength() >= Long.SIZE) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		return checked(instant(whole.longValueExact()));
	}

	static Instant instant(long micros) {
		return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000);
	}

	private static Instant checked(Instant time) throws Misfit {
		if (time.isBefore(FIRST) || !time.isBefore(END)) {
			throw new Misfit(Reason.OUT_OF_RANGE);
		}
		return time;
	}

	/**
	 * The value of a RANGE as a map of {@code start} and {@code end}.
	 */
	Object range(ColumnType.Kind element, Tree value) throws Misfit {
		Set<Reason> reasons = EnumSet.noneOf(Reason.class);
		Map<String, Object> bounds = new LinkedHashMap<>();
		if (value.is(Kind.OBJECT)) {
			for (int i = 0; i < value.values.size(); i++) {
				member(element, value.names.get(i), value.values.get(i), bounds, reasons);
			}
		}
		else {
			Matcher range = value.is(Kind.TEXT) ? RANGE.matcher(value.text) : null;
			if (range == null || !range.matches()) {
				throw new Misfit(Reason.WRONG_TYPE);
			}
			bound(element, "start", range.group(1), bounds, reasons);
			bound(element, "end", range.group(2), bounds, reasons);
		}
		if (reasons.isEmpty() && isEmpty(bounds.get("start"), bounds.get("end"))) {
			reasons.add(Reason.OUT_OF_RANGE);
		}
		if (!reasons.isEmpty()) {
			throw new Misfit(reasons.iterator().next(), reasons.toArray(Reason[]::new));
		}
		return bounds;
	}

	private void member(ColumnType.Kind element, String name, Tree bound, Map<String, Object> bounds,
			Set<Reason> reasons) throws Misfit {
		boolean known = name.equals("start") || name.equals("end");
		if (!known || !(bound.is(Kind.TEXT) || bound.is(Kind.NULL))) {
			reasons.add(Reason.WRONG_TYPE);
		}
		else if (bound.is(Kind.TEXT)) {
			read(element, name, bound.text, bounds, reasons);
		}
	}

	private void bound(ColumnType.Kind element, String name, String text, Map<String, Object> bounds,
			Set<Reason> reasons) {
		if (!text.equalsIgnoreCase("UNBOUNDED") && !text.equalsIgnoreCase("NULL")) {
			read(element, name, text, bounds, reasons);
		}
	}

	private void read(ColumnType.Kind element, String name, String text, Map<String, Object> bounds,
			Set<Reason> reasons) {
		try {
			bounds.put(name, read(element, text));
		}
		catch (Misfit ex) {
			reasons.addAll(ex.reasons());
		}
	}

	@SuppressWarnings("unchecked")
	private static boolean isEmpty(@Nullable Object start, @Nullable Object end) {
		return start != null && end != null && ((Comparable<Object>) start).compareTo(end) >= 0;
	}

}
