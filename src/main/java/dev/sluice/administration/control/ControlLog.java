package dev.sluice.administration.control;

import java.util.concurrent.CompletableFuture;

import dev.sluice.topic.OwnTopic;
import org.jspecify.annotations.Nullable;

/**
 * The records of the control topic in their order. Thread-safe.
 */
interface ControlLog {

	/**
	 * Begins to tell a reader what was and what will be written.
	 */
	void open(Reader reader);

	/**
	 * Writes a record.
	 * @param value the value; {@code null} deletes the key
	 * @return completes with the record's offset; exceptionally if it could not be
	 * written
	 */
	CompletableFuture<Long> append(ControlKey key, @Nullable ControlValue value);

	/**
	 * What is wrong with the log, if anything.
	 */
	OwnTopic.@Nullable Problem problem();

	void close();

	/**
	 * Is told, on one thread, never two things at once.
	 */
	interface Reader {

		/**
		 * What there is will be read from its first record on. May be told again.
		 */
		void begins();

		/**
		 * Records are gone, and others will have their offsets, or have them already.
		 * What there is will be read anew.
		 * @param from the offset of the first of them
		 */
		void cut(long from);

		/**
		 * Records are gone.
		 * @param before the offset of the first that is not
		 */
		void expired(long before);

		/**
		 * A record.
		 * @param key its key
		 * @param value its value, or {@code null} if it was deleted or is unreadable
		 * @param offset its offset
		 * @param timestamp when it was written, in milliseconds of the epoch
		 */
		void read(ControlKey key, @Nullable ControlValue value, long offset, long timestamp);

		/**
		 * All that there was has been read.
		 */
		void caughtUp();

		/**
		 * The log cannot be read until a person acts. May be told again.
		 */
		void denied();

		/**
		 * Several times a second.
		 */
		void tick();

	}

}
