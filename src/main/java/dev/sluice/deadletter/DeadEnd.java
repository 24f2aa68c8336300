package dev.sluice.deadletter;

import java.util.concurrent.CompletionStage;

/**
 * A last place for failed inserts that are given up, instead of a dead-letter topic.
 * Thread-safe.
 */
public interface DeadEnd {

	/**
	 * Keeps a failed insert.
	 * @return completes when it is durable; exceptionally if it could not be kept, in
	 * which case it is not settled
	 */
	CompletionStage<Void> keep(GivenUpInsert insert);

}
