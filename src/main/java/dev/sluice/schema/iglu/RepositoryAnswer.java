package dev.sluice.schema.iglu;

import tools.jackson.databind.JsonNode;

/**
 * What a repository answers.
 */
sealed interface RepositoryAnswer {

	/**
	 * It has the schema.
	 *
	 * @param document the schema
	 */
	record Document(JsonNode document) implements RepositoryAnswer {

	}

	/**
	 * It does not give the schema.
	 *
	 * @param error why
	 */
	record Refusal(LookupError error) implements RepositoryAnswer {

	}

}
