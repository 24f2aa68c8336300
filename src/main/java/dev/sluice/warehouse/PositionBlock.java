package dev.sluice.warehouse;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The rows of {@link #SPAN} consecutive offsets of a partition, counted by offset; or
 * those that have no position. Immutable.
 */
public final class PositionBlock {

	/** The number of offsets in a block: as many as bits of a number, but for a few. */
	public static final int SPAN = 60;

	private final @Nullable String topic;

	private final long partition;

	private final long first;

	private final long present;

	private final @Nullable String several;

	private final long rows;

	private PositionBlock(@Nullable String topic, long partition, long number, long present, @Nullable String several,
			long rows) {
		this.topic = topic;
		this.partition = partition;
		this.first = number * SPAN;
		this.present = present;
		this.several = several;
		this.rows = rows;
	}

	/**
	 * A block of rows with positions.
	 * @param topic the topic
	 * @param partition the partition
	 * @param number the first offset divided by {@link #SPAN}
	 * @param present bit {@code i} says whether offset {@code i} of the block has rows
	 * @param several those offsets of the block that have more than one row, and how
	 * many, such as {@code 3:2,17:4}; {@code null} if there are none
	 */
	public static PositionBlock of(String topic, long partition, long number, long present, @Nullable String several) {
		long rows = Long.bitCount(present);
		PositionBlock block = new PositionBlock(topic, partition, number, present, several, rows);
		for (int i = 0; several != null && i < SPAN; i++) {
			rows += Math.max(0, block.rows(i) - 1);
		}
		return new PositionBlock(topic, partition, number, present, several, rows);
	}

	/**
	 * Rows without positions.
	 */
	static PositionBlock nowhere(long rows) {
		return new PositionBlock(null, -1, 0, 0, null, rows);
	}

	/**
	 * Whether its rows have positions.
	 */
	public boolean placed() {
		return this.topic != null;
	}

	/**
	 * The topic.
	 * @throws NullPointerException if the rows have no positions
	 */
	public String topic() {
		return Objects.requireNonNull(this.topic);
	}

	public long partition() {
		return this.partition;
	}

	/**
	 * The first offset.
	 */
	public long first() {
		return this.first;
	}

	/**
	 * The number of all its rows.
	 */
	public long rows() {
		return this.rows;
	}

	/**
	 * The number of rows of one offset.
	 * @param index the offset's distance from the first one, below {@link #SPAN}
	 */
	public int rows(int index) {
		if ((this.present >>> index & 1) == 0) {
			return 0;
		}
		return (this.several != null) ? count(this.several, index) : 1;
	}

	private static int count(String several, int index) {
		String key = index + ":";
		int at = several.startsWith(key) ? 0 : several.indexOf("," + key) + 1;
		if (at == 0 && !several.startsWith(key)) {
			return 1;
		}
		int end = several.indexOf(',', at);
		return Integer.parseInt(several.substring(at + key.length(), (end < 0) ? several.length() : end));
	}

}
