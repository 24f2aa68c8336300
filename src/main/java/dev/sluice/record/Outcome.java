package dev.sluice.record;

/**
 * What became of a record, from best to worst. A record that made several rows has the
 * worst outcome of them.
 */
public enum Outcome {

	/** A rule of the pipeline dropped it. */
	FILTERED,

	/** BigQuery acknowledged its row. */
	STORED,

	/** Kafka acknowledged its failed insert; the repeater inserts it later. */
	WAITING,

	/** Kafka acknowledged its dead letter. */
	DEAD

}
