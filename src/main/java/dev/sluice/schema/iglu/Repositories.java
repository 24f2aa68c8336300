package dev.sluice.schema.iglu;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The repositories that schemas are looked up in.
 */
public interface Repositories {

	/**
	 * How each fares, in the order of the settings.
	 */
	List<RepositoryStatus> status();

	/**
	 * Asks each for a schema that every registry should have, and may lack.
	 * @return completes, never exceptionally, with how each fares then
	 */
	CompletionStage<List<RepositoryStatus>> ask();

	/**
	 * Forgets which schemas are missing, so that they are looked up again when they are
	 * needed next.
	 */
	void forgetMissing();

}
