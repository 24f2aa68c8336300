package dev.sluice.deadletter;

/**
 * The names of the headers of dead letters and failed inserts. All values are UTF-8 text;
 * times are ISO 8601 in UTC. They follow the original's own headers, {@link #PIPELINE}
 * first, so that everything before the last header of that name belongs to the original.
 */
public final class DeadLetterHeaders {

	/** The pipeline's name. */
	public static final String PIPELINE = "sluice-pipeline";

	/** The table that the record was meant for, if known. */
	public static final String TABLE = "sluice-table";

	/** The reason's code. */
	public static final String REASON = "sluice-reason";

	/** A sentence for people that names field and path, never the value. */
	public static final String MESSAGE = "sluice-message";

	/** The path of the field that is to blame, if there is one. */
	public static final String FIELD = "sluice-field";

	/** The original's topic. */
	public static final String TOPIC = "sluice-topic";

	/** The original's partition. */
	public static final String PARTITION = "sluice-partition";

	/** The original's offset. */
	public static final String OFFSET = "sluice-offset";

	/** The original's timestamp, if it has one. */
	public static final String TIMESTAMP = "sluice-timestamp";

	/** When the record failed. */
	public static final String FAILED_AT = "sluice-failed-at";

	/** When it failed for the first time; failed inserts only. */
	public static final String FIRST_FAILED_AT = "sluice-first-failed-at";

	/** How often it has been tried, from 1. */
	public static final String ATTEMPTS = "sluice-attempts";

	/**
	 * Why the original's value is not here: it is {@link #TOO_LARGE} for Kafka, or
	 * {@link #GONE} from its topic, which leaves a pointer letter of position and reason;
	 * or it is gone, and the value is the row instead ({@link #ROW_INSTEAD}).
	 */
	public static final String OMITTED = "sluice-omitted";

	/** The original's value is too large for Kafka. */
	public static final String TOO_LARGE = "too-large";

	/** Retention or compaction has removed the original from its topic. */
	public static final String GONE = "gone";

	/** The original is gone; the value is its row as BigQuery JSON. */
	public static final String ROW_INSTEAD = "row-instead";

	private DeadLetterHeaders() {
	}

}
