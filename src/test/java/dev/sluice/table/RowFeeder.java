package dev.sluice.table;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Writes rows as {@link RandomRows} makes them.
 */
final class RowFeeder {

	private final RowWriter writer;

	RowFeeder(RowWriter writer) {
		this.writer = writer;
	}

	void feed(Map<String, Object> row) {
		row.forEach((name, value) -> {
			int field = this.writer.layout().field(name);
			if (value instanceof List<?> elements) {
				this.writer.beginArray(field);
				elements.forEach((element) -> feed(field, element));
				this.writer.endArray();
			}
			else {
				feed(field, value);
			}
		});
	}

	@SuppressWarnings("unchecked")
	private void feed(int field, Object value) {
		switch (this.writer.layout().kind(field)) {
			case STRUCT -> {
				this.writer.beginStruct(field);
				feed((Map<String, Object>) value);
				this.writer.endStruct();
			}
			case RANGE -> {
				this.writer.beginRange(field);
				((Map<String, Object>) value).forEach((end, bound) -> feedScalar(end.equals("start") ? 0 : 1, bound));
				this.writer.endRange();
			}
			default -> feedScalar(field, value);
		}
	}

	private void feedScalar(int field, Object value) {
		if (value instanceof Boolean bool) {
			this.writer.bool(field, bool);
		}
		else if (value instanceof Long integer) {
			this.writer.int64(field, integer);
		}
		else if (value instanceof Double floating) {
			this.writer.float64(field, floating);
		}
		else if (value instanceof BigDecimal decimal) {
			feedDecimal(field, decimal);
		}
		else if (value instanceof String text) {
			byte[] utf8 = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
			this.writer.utf8(field, utf8, 1, utf8.length - 1);
		}
		else if (value instanceof byte[] bytes) {
			this.writer.bytes(field, bytes, 0, bytes.length);
		}
		else {
			feedTime(field, value);
		}
	}

	private void feedDecimal(int field, BigDecimal decimal) {
		if (decimal.unscaledValue().bitLength() < Long.SIZE) {
			this.writer.decimal(field, decimal.unscaledValue().longValue(), decimal.scale());
		}
		else {
			this.writer.decimal(field, decimal);
		}
	}

	private void feedTime(int field, Object value) {
		if (value instanceof LocalDate date) {
			this.writer.date(field, (int) date.toEpochDay());
		}
		else if (value instanceof LocalTime time) {
			this.writer.time(field, time.toNanoOfDay() / 1000);
		}
		else if (value instanceof LocalDateTime datetime) {
			this.writer.datetime(field, RandomRows.micros(datetime.toInstant(ZoneOffset.UTC)));
		}
		else {
			this.writer.timestamp(field, RandomRows.micros((Instant) value));
		}
	}

}
