package dev.sluice.emulator.catalog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Partitioning by time.
 *
 * @param unit how long a partition is
 * @param field the column that decides, or {@code null} for the time of ingestion
 */
public record TimePartitioning(Unit unit, @Nullable String field) {

	static TimePartitioning parse(JsonObject json) {
		String type = json.has("type") ? json.get("type").getAsString() : "";
		JsonElement field = json.get("field");
		for (Unit unit : Unit.values()) {
			if (unit.name().equalsIgnoreCase(type)) {
				return new TimePartitioning(unit, (field != null) ? field.getAsString() : null);
			}
		}
		throw ApiError.invalid("Invalid value for type: " + type + " is not a valid value");
	}

	/**
	 * The length of a partition.
	 */
	public enum Unit {

		HOUR, DAY, MONTH, YEAR;

		/**
		 * Returns the start of the partition that a time is in.
		 */
		public Instant start(Instant time) {
			ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
			return switch (this) {
				case HOUR -> utc.truncatedTo(ChronoUnit.HOURS).toInstant();
				case DAY -> utc.truncatedTo(ChronoUnit.DAYS).toInstant();
				case MONTH -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
				case YEAR -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1).toInstant();
			};
		}

	}

}
