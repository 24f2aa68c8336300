package dev.sluice.schema.iglu;

import java.util.concurrent.CompletionStage;

/**
 * What the registries say of a schema.
 *
 * @param <T> what was asked for
 */
public sealed interface SchemaAnswer<T> {

	/**
	 * It is there.
	 *
	 * @param value what was asked for
	 */
	record Found<T>(T value) implements SchemaAnswer<T> {

	}

	/**
	 * No registry has it, and each has said so; or the time to wait for one is over.
	 *
	 * @param key the schema that is missing
	 * @param error what each registry said, as the JSON of Iglu's {@code ResolutionError}
	 * @param gaveUp whether it is not known, since a registry has not answered for too
	 * long
	 */
	record NotFound<T>(SchemaKey key, String error, boolean gaveUp) implements SchemaAnswer<T> {

		public NotFound(SchemaKey key, String error) {
			this(key, error, false);
		}

	}

	/**
	 * It is being looked up, or a registry that may have it does not answer.
	 *
	 * @param settled completes, never exceptionally, when it is worth asking again
	 * @param cause what is waited for, in words
	 */
	record Pending<T>(CompletionStage<?> settled, String cause) implements SchemaAnswer<T> {

	}

}
