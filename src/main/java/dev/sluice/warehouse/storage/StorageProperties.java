package dev.sluice.warehouse.storage;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How connections to the Storage Write API are used.
 *
 * @param answerLimit how long an append may stay unanswered until its connection is given
 * up and its rows are sent again
 * @param reconnectLimit how long a connection is tried again before that counts as an
 * outage
 * @param channels number of TCP connections that all appends share; each takes about a
 * hundred tables and listener threads
 * @param pooled whether tables share append streams, for many tables with little traffic
 * each
 * @param streamsPerHour the most streams that this instance creates in an hour, under
 * guarantee 'exactly-once'; BigQuery allows a project 10000 in a region
 */
@ConfigurationProperties("sluice.storage-write")
public record StorageProperties(@DefaultValue("60s") Duration answerLimit, @DefaultValue("10s") Duration reconnectLimit,
		@DefaultValue("4") int channels, @DefaultValue("false") boolean pooled,
		@DefaultValue("10000") int streamsPerHour) {

	public StorageProperties {
		positive("answer-limit", answerLimit);
		positive("reconnect-limit", reconnectLimit);
		positive("channels", channels);
		positive("streams-per-hour", streamsPerHour);
	}

	private static void positive(String name, int value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(name, value, "Must be at least 1.");
		}
	}

	private static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidConfigurationPropertyValueException(name, value, "Must be longer than nothing.");
		}
	}

}
