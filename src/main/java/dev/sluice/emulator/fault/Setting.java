package dev.sluice.emulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting of the emulator's {@link Behavior}: where BigQuery itself varies, or answers
 * after days, a test chooses. Durations pass on the virtual clock unless stated.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

	/** How much later the write path sees a change of the catalog. */
	public static final Setting<Duration> WRITE_PATH_LAG = of("writePathLag", Duration.ofSeconds(2));

	/** How much longer single connections may see the old state, at most. */
	public static final Setting<Duration> STALE_SPREAD = of("staleSpread", Duration.ofMillis(500));

	/** Whether appends are answered with {@code updated_schema}. */
	public static final Setting<Boolean> SCHEMA_NOTICES = of("schemaNotices", true);

	/** How much later than the new schema itself its notice comes. */
	public static final Setting<Duration> SCHEMA_NOTICE_DELAY = of("schemaNoticeDelay", Duration.ZERO);

	/** Added to the answer of every append, in real time. */
	public static final Setting<Duration> ANSWER_DELAY = of("answerDelay", Duration.ZERO);

	/** The largest append request in bytes. */
	public static final Setting<Integer> MAX_APPEND_BYTES = of("maxAppendBytes", 10 << 20);

	/** Whether flushing below the cursor is refused with {@code ALREADY_EXISTS}. */
	public static final Setting<Boolean> REFLUSH_REFUSED = of("reflushRefused", false);

	/** What happens to a second connection on a stream that allows one. */
	public static final Setting<SecondConnection> SECOND_CONNECTION = new Setting<>("secondConnection",
			SecondConnection.KICK_OLDER, SecondConnection::valueOf);

	/** When an append connection without traffic is closed. */
	public static final Setting<Duration> IDLE_TIMEOUT = of("idleTimeout", Duration.ofMinutes(10));

	/** How long a committed stream lives without traffic. */
	public static final Setting<Duration> COMMITTED_TTL = of("committedTtl", Duration.ofDays(3));

	/** How long a buffered stream lives without traffic. */
	public static final Setting<Duration> BUFFERED_TTL = of("bufferedTtl", Duration.ofDays(7));

	/** How long after its creation a pending stream can be committed. */
	public static final Setting<Duration> PENDING_TTL = of("pendingTtl", Duration.ofHours(24));

	/** For how long after a reconnection the end of a stream is stale. */
	public static final Setting<Duration> STALE_END = of("staleEnd", Duration.ZERO);

	/** Whether a missing table is answered with {@code PERMISSION_DENIED}. */
	public static final Setting<Boolean> MISSING_TABLE_DENIED = of("missingTableDenied", false);

	/** How many row errors an answer lists at most. */
	public static final Setting<Integer> MAX_ROW_ERRORS = of("maxRowErrors", 1000);

	/** Open append connections; 0 for any number. */
	public static final Setting<Integer> MAX_CONNECTIONS = of("maxConnections", 0);

	/** Calls of {@code CreateWriteStream} in an hour; 0 for any number. */
	public static final Setting<Integer> CREATE_STREAMS_PER_HOUR = of("createStreamsPerHour", 10_000);

	/** Bytes appended in a second; 0 for any number. */
	public static final Setting<Long> APPEND_BYTES_PER_SECOND = new Setting<>("appendBytesPerSecond", 0L,
			Long::valueOf);

	/** How long every append is refused once the bytes are used up. */
	public static final Setting<Duration> QUOTA_REFILL = of("quotaRefill", Duration.ofSeconds(10));

	/** Changes of one table's metadata in 10 seconds; 0 for any number. */
	public static final Setting<Integer> TABLE_UPDATES = of("tableUpdates", 5);

	/** Changes of one partitioned table's metadata in 10 seconds; 0 for any number. */
	public static final Setting<Integer> PARTITIONED_TABLE_UPDATES = of("partitionedTableUpdates", 50);

	/**
	 * Whether {@code insertAll} drops a row whose {@code insertId} it saw within a
	 * minute.
	 */
	public static final Setting<Boolean> INSERT_ID_DEDUP = of("insertIdDedup", true);

	/** How long fresh rows count as being in the streaming buffer. */
	public static final Setting<Duration> STREAMING_BUFFER = of("streamingBuffer", Duration.ofMinutes(90));

	/**
	 * Text that load jobs do not take in newline JSON, without saying where it is, as
	 * with errors that BigQuery does not place; empty for none.
	 */
	public static final Setting<String> UNPLACED_BAD_TEXT = new Setting<>("unplacedBadText", "", (text) -> text);

	/**
	 * IAM permissions that nobody has, separated by commas, such as
	 * {@code bigquery.tables.create}; empty for none.
	 */
	public static final Setting<String> DENIED_PERMISSIONS = new Setting<>("deniedPermissions", "", (text) -> text);

	private static final List<Setting<?>> ALL = List.of(WRITE_PATH_LAG, STALE_SPREAD, SCHEMA_NOTICES,
			SCHEMA_NOTICE_DELAY, ANSWER_DELAY, MAX_APPEND_BYTES, REFLUSH_REFUSED, SECOND_CONNECTION, IDLE_TIMEOUT,
			COMMITTED_TTL, BUFFERED_TTL, PENDING_TTL, STALE_END, MISSING_TABLE_DENIED, MAX_ROW_ERRORS, MAX_CONNECTIONS,
			CREATE_STREAMS_PER_HOUR, APPEND_BYTES_PER_SECOND, QUOTA_REFILL, TABLE_UPDATES, PARTITIONED_TABLE_UPDATES,
			INSERT_ID_DEDUP, STREAMING_BUFFER, UNPLACED_BAD_TEXT, DENIED_PERMISSIONS);

	private final String name;

	private final T standard;

	private final Function<String, T> parser;

	private Setting(String name, T standard, Function<String, T> parser) {
		this.name = name;
		this.standard = standard;
		this.parser = parser;
	}

	private static Setting<Duration> of(String name, Duration standard) {
		return new Setting<>(name, standard, Duration::parse);
	}

	private static Setting<Boolean> of(String name, boolean standard) {
		return new Setting<>(name, standard, Boolean::valueOf);
	}

	private static Setting<Integer> of(String name, int standard) {
		return new Setting<>(name, standard, Integer::valueOf);
	}

	public static List<Setting<?>> all() {
		return ALL;
	}

	public static Optional<Setting<?>> find(String name) {
		return ALL.stream().filter((setting) -> setting.name.equals(name)).findFirst();
	}

	public String name() {
		return this.name;
	}

	/**
	 * Returns the value that holds until another is set.
	 */
	public T standard() {
		return this.standard;
	}

	/**
	 * Reads a value from text: durations in ISO 8601 form, such as {@code PT2S}.
	 * @throws RuntimeException if the text is no value of this setting
	 */
	public T parse(String text) {
		return this.parser.apply(text);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * What happens when a stream that allows one connection gets a second.
	 */
	public enum SecondConnection {

		/** The older one is aborted. */
		KICK_OLDER,
		/** The newer one is refused. */
		REFUSE,
		/** Both may append. */
		ALLOW

	}

}
