package dev.sluice.emulator.duckdb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.row.RangeValue;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Appends decoded values to a DuckDB table.
 */
final class RowAppender {

	private static final Set<FieldType> WRAPPED = EnumSet.of(FieldType.BIGNUMERIC, FieldType.GEOGRAPHY);

	private static final int NUMERIC_SCALE = 9;

	private final DuckDBAppender appender;

	RowAppender(DuckDBAppender appender) {
		this.appender = appender;
	}

	void value(Field field, @Nullable Object value) throws SQLException {
		if (field.repeated()) {
			this.appender.append(list(field, value));
		}
		else if (value == null) {
			this.appender.appendNull();
		}
		else if (field.type() == FieldType.RECORD) {
			struct(field.fields(), (@Nullable Object[]) value);
		}
		else if (field.type() == FieldType.RANGE) {
			range(field, (RangeValue) value);
		}
		else if (WRAPPED.contains(field.type())) {
			this.appender.beginStruct();
			this.appender.append(text(value));
			this.appender.endStruct();
		}
		else {
			scalar(value);
		}
	}

	private void struct(List<Field> fields, @Nullable Object[] values) throws SQLException {
		this.appender.beginStruct();
		for (int i = 0; i < values.length; i++) {
			value(fields.get(i), values[i]);
		}
		this.appender.endStruct();
	}

	private void range(Field field, RangeValue range) throws SQLException {
		Field end = Field.of(field.name(), Objects.requireNonNull(field.rangeElement()));
		this.appender.beginStruct();
		value(end, range.start());
		value(end, range.end());
		this.appender.endStruct();
	}

	private void scalar(Object value) throws SQLException {
		if (value instanceof String text) {
			this.appender.append(text);
		}
		else if (value instanceof Long number) {
			this.appender.append(number.longValue());
		}
		else if (value instanceof Double number) {
			this.appender.append(number.doubleValue());
		}
		else if (value instanceof Boolean bool) {
			this.appender.append(bool.booleanValue());
		}
		else if (value instanceof Instant instant) {
			this.appender
				.appendEpochMicros(TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1000);
		}
		else {
			rare(value);
		}
	}

	private void rare(Object value) throws SQLException {
		if (value instanceof BigDecimal decimal) {
			this.appender.append(decimal.setScale(NUMERIC_SCALE, RoundingMode.UNNECESSARY));
		}
		else if (value instanceof LocalDate date) {
			this.appender.append(date);
		}
		else if (value instanceof LocalTime time) {
			this.appender.append(time);
		}
		else if (value instanceof LocalDateTime dateTime) {
			this.appender.append(dateTime);
		}
		else {
			this.appender.append((byte[]) value);
		}
	}

	private static List<?> list(Field field, @Nullable Object value) {
		if (value == null) {
			return List.of();
		}
		List<@Nullable Object> elements = new ArrayList<>();
		((List<?>) value).forEach((element) -> elements.add(plain(field, element)));
		return elements;
	}

	/**
	 * Returns an element as the appender takes it inside a list: a record as the list of
	 * its values.
	 */
	private static @Nullable Object plain(Field field, @Nullable Object value) {
		if (value != null && WRAPPED.contains(field.type())) {
			return List.of(text(value));
		}
		if (value instanceof Instant instant) {
			return instant.atOffset(ZoneOffset.UTC);
		}
		if (value instanceof BigDecimal decimal) {
			return decimal.setScale(NUMERIC_SCALE, RoundingMode.UNNECESSARY);
		}
		if (value instanceof RangeValue range) {
			return Arrays.asList(plain(field, range.start()), plain(field, range.end()));
		}
		if (value instanceof @Nullable Object[] values) {
			List<@Nullable Object> plain = new ArrayList<>();
			for (int i = 0; i < values.length; i++) {
				Field inside = field.fields().get(i);
				plain.add(inside.repeated() ? list(inside, values[i]) : plain(inside, values[i]));
			}
			return plain;
		}
		return value;
	}

	private static String text(Object value) {
		return (value instanceof BigDecimal decimal) ? BigNumerics.write(decimal) : (String) value;
	}

}
