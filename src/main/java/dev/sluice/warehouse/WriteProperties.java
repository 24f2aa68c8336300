package dev.sluice.warehouse;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rows are written.
 *
 * @param mode way into BigQuery
 * @param guarantee what is promised when something fails; 'at-least-once' for now
 * @param disposition what becomes of rows that the table has at the start; 'append' for
 * now
 * @param retry whether rows that BigQuery does not take for a moment are written again;
 * otherwise they become failed inserts; only with mode 'streaming-inserts'
 */
public record WriteProperties(@DefaultValue("storage-write") Mode mode,
		@DefaultValue("at-least-once") Guarantee guarantee, @DefaultValue("append") Disposition disposition,
		@DefaultValue("true") boolean retry) {

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

}
