package dev.sluice.warehouse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * How rows are written.
 *
 * @param mode way into BigQuery
 * @param guarantee what is promised when something fails; 'exactly-once' only with mode
 * 'storage-write'
 * @param disposition what becomes of rows that the table has at the start: with 'append'
 * they stay, with 'empty' there must be none before the first row, with 'truncate' the
 * rows of a run replace them, only with mode 'file-loads' and sluice.run=until-caught-up
 * @param retry whether rows that BigQuery does not take for a moment are written again;
 * otherwise they become failed inserts; only with mode 'streaming-inserts'
 * @param flushInterval how often stored rows become visible and their offsets are
 * committed; only with guarantee 'exactly-once'
 * @param unconfirmed what happens to a partition whose last rows cannot be told to be
 * visible or not, since their stream was gone before it confirmed them; only with
 * guarantee 'exactly-once'
 * @param offsetMetadata the most that the metadata of a commit may hold, which names the
 * tables whose rows it publishes; offset.metadata.max.bytes of the brokers
 * @param schedule when rows are loaded, with mode 'file-loads', instead of
 * files.frequency: a duration, of which every multiple since midnight counts, or a cron
 * expression of six fields
 * @param scheduleZone time zone of a cron expression
 */
public record WriteProperties(@DefaultValue("storage-write") Mode mode,
		@DefaultValue("at-least-once") Guarantee guarantee, @DefaultValue("append") Disposition disposition,
		@DefaultValue("true") boolean retry, @DefaultValue("1s") Duration flushInterval,
		@DefaultValue("stop") Unconfirmed unconfirmed, @DefaultValue("4KB") DataSize offsetMetadata,
		@Nullable String schedule, @DefaultValue("UTC") String scheduleZone) {

	private static final long LEAST_METADATA = 1024;

	private static final long MOST_METADATA = 1024 * 1024;

	public WriteProperties {
		if (flushInterval.isNegative() || flushInterval.isZero()) {
			throw new InvalidConfigurationPropertyValueException("flush-interval", flushInterval,
					"Must be longer than nothing.");
		}
		if (offsetMetadata.toBytes() < LEAST_METADATA || offsetMetadata.toBytes() > MOST_METADATA) {
			throw new InvalidConfigurationPropertyValueException("offset-metadata", offsetMetadata,
					"Must be from 1KB to 1MB.");
		}
		try {
			ZoneId.of(scheduleZone);
		}
		catch (DateTimeException ex) {
			throw new InvalidConfigurationPropertyValueException("schedule-zone", scheduleZone,
					"Must be a time zone such as Europe/Berlin.");
		}
		try {
			if (schedule != null) {
				LoadSchedule.parse(schedule, ZoneId.of(scheduleZone));
			}
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("schedule", schedule,
					"Must be a duration such as 15m, or a cron expression of six fields such as '0 0 * * * *'.");
		}
	}

	/**
	 * When rows are loaded, or {@code null} if they need not wait for a time.
	 */
	public @Nullable LoadSchedule loadSchedule() {
		return (this.schedule != null) ? LoadSchedule.parse(this.schedule, ZoneId.of(this.scheduleZone)) : null;
	}

	/** A way into BigQuery. */
	public enum Mode {

		/** Appends to streams of the Storage Write API. */
		STORAGE_WRITE,

		/** Calls of {@code tabledata.insertAll}. */
		STREAMING_INSERTS,

		/** Load jobs, free of charge. */
		FILE_LOADS

	}

	/** What is promised when something fails. */
	public enum Guarantee {

		/** Nothing is lost; rows may be stored twice. */
		AT_LEAST_ONCE,

		/** Nothing is lost, and nothing is stored twice. */
		EXACTLY_ONCE

	}

	/** What becomes of rows that a table has at the start. */
	public enum Disposition {

		/** They stay. */
		APPEND,

		/** There must be none. */
		EMPTY,

		/** They are replaced. */
		TRUNCATE

	}

	/**
	 * What happens to a partition whose last rows may be visible or not. Where the table
	 * has columns for partition and offset, Sluice looks for itself instead.
	 */
	public enum Unconfirmed {

		/** It stands still until a person has decided. */
		STOP,

		/** Its records are stored again, perhaps a second time. */
		REPLAY,

		/** It goes on behind them, and they are perhaps lost. */
		SKIP

	}

}
