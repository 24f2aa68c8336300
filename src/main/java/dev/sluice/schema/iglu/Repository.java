package dev.sluice.schema.iglu;

import java.util.concurrent.CompletionStage;

/**
 * A repository that can be asked for schemas.
 */
interface Repository {

	/**
	 * Its settings.
	 */
	RepositorySettings settings();

	/**
	 * Asks for a schema.
	 * @return the answer; never completes exceptionally
	 */
	CompletionStage<RepositoryAnswer> ask(SchemaKey key);

	default String name() {
		return settings().name();
	}

}
