package dev.sluice.schema.iglu;

import java.time.Instant;

/**
 * What a lookup has led to.
 *
 * @param <T> what was looked up
 */
sealed interface Outcome<T> {

	/**
	 * It is there.
	 *
	 * @param value what was looked up; the same instance as before if nothing has changed
	 */
	record Loaded<T>(T value) implements Outcome<T> {

	}

	/**
	 * It is not there, or has not been reached for too long.
	 *
	 * @param answer says so
	 * @param until until when that holds
	 */
	record Missing<T>(SchemaAnswer.NotFound<T> answer, Instant until) implements Outcome<T> {

	}

	/**
	 * It cannot be said, since a repository does not answer.
	 *
	 * @param cause which and why, in words
	 * @param again when to ask again
	 */
	record Away<T>(String cause, Instant again) implements Outcome<T> {

	}

}
