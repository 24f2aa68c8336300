package dev.sluice.record;

/**
 * What became of a record, from best to worst. A record that made several rows has the
 * worst outcome of them.
 */
public enum Outcome {

	/** A rule of the pipeline dropped it. */
	FILTERED(1),

	/** BigQuery acknowledged its row. */
	STORED(2),

	/** Kafka acknowledged its failed insert; the repeater inserts it later. */
	WAITING(3),

	/** Kafka acknowledged its dead letter. */
	DEAD(4);

	private static final Outcome[] BY_CODE = { FILTERED, STORED, WAITING, DEAD };

	private final byte code;

	Outcome(int code) {
		this.code = (byte) code;
	}

	/**
	 * The outcome as a number from 1 to 4, for keeping many of them.
	 */
	public byte code() {
		return this.code;
	}

	/**
	 * The outcome with a code.
	 */
	public static Outcome of(byte code) {
		return BY_CODE[code - 1];
	}

}
