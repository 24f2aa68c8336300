package dev.sluice.warehouse.loadjob;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import tools.jackson.databind.JsonNode;

/**
 * Reads values of BigQuery's JSON, as our own writer writes them.
 */
final class JsonCells {

	private static final long NANOS_PER_MICRO = 1_000;

	private JsonCells() {
	}

	static long int64(JsonNode value) {
		return value.isString() ? Long.parseLong(value.asString()) : value.asLong();
	}

	static double float64(JsonNode value) {
		return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble();
	}

	static BigDecimal decimal(JsonNode value, int scale) {
		return new BigDecimal(value.asString()).setScale(scale);
	}

	static byte[] bytes(JsonNode value) {
		return Base64.getDecoder().decode(value.asString());
	}

	static int date(JsonNode value) {
		return (int) LocalDate.parse(value.asString()).toEpochDay();
	}

	static long time(JsonNode value) {
		return LocalTime.parse(value.asString()).toNanoOfDay() / NANOS_PER_MICRO;
	}

	static long datetime(JsonNode value) {
		return micros(LocalDateTime.parse(value.asString()).toInstant(ZoneOffset.UTC));
	}

	static long timestamp(JsonNode value) {
		return micros(Instant.parse(value.asString()));
	}

	private static long micros(Instant instant) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
	}

	/** A value of a JSON column as text. */
	static String json(JsonNode value) {
		return value.toString();
	}

}
