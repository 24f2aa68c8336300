package dev.sluice.intake;

/** What may happen to a loader in a simulation. */
enum Hazard {

	/** BigQuery has lost a stream, with rows that were not flushed. */
	STREAM_LOST,

	/** A successor has begun before the committed offset. */
	DONE_AGAIN,

	/** And then some tables had their rows already. */
	PARTLY_STORED,

	/** An owner has died. */
	KILL,

	/** An owner was taken for dead, and went on. */
	FREEZE,

	/** An owner has given its partition up in good order. */
	HAND_OVER,

	/** Whether an offset is committed was not said. */
	COMMIT_IN_DOUBT,

	/** A commit in doubt was carried out after all. */
	COMMIT_LATE,

	/** A commit was refused, since its generation was over. */
	COMMIT_FENCED,

	/** An owner could not tell whether its own rows are visible. */
	AMBIGUITY,

	/** Everything in flight was given back. */
	REDO,

	/** Kafka has deleted records, read or not. */
	RETENTION

}
