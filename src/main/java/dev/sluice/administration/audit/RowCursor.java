package dev.sluice.administration.audit;

import java.util.Iterator;

import dev.sluice.record.SourcePartition;
import dev.sluice.warehouse.PositionBlock;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the rows of tables in the order of their positions. Partitions are
 * entered in the order of topic and number, and offsets are asked for in their order;
 * what has been passed is gone. For one thread.
 */
final class RowCursor {

	private final Iterator<PositionBlock> blocks;

	private final Strays strays;

	private @Nullable PositionBlock current;

	private SourcePartition partition = new SourcePartition("", -1);

	private int next;

	private long nowhere;

	/**
	 * A walk.
	 * @param blocks the rows, in order
	 * @param strays is shown rows of partitions that were never entered
	 */
	RowCursor(Iterator<PositionBlock> blocks, Strays strays) {
		this.blocks = blocks;
		this.strays = strays;
		advance();
		while (this.current != null && !this.current.placed()) {
			this.nowhere += this.current.rows();
			advance();
		}
	}

	/**
	 * The number of rows without a position.
	 */
	long nowhere() {
		return this.nowhere;
	}

	/**
	 * Goes on to a partition behind all that were entered before.
	 */
	void enter(SourcePartition to) {
		leave();
		for (PositionBlock block = this.current; block != null && compare(block, to) < 0; block = this.current) {
			this.strays.found(block);
			advance();
		}
		this.partition = to;
	}

	/**
	 * Passes all that is left.
	 */
	void end() {
		leave();
		for (PositionBlock block = this.current; block != null; block = this.current) {
			this.strays.found(block);
			advance();
		}
	}

	private void leave() {
		while (here() != null) {
			advance();
		}
	}

	/** Topics have names of ASCII, which are in one order for BigQuery and Java. */
	private static int compare(PositionBlock block, SourcePartition partition) {
		int byTopic = block.topic().compareTo(partition.topic());
		return (byTopic != 0) ? byTopic : Long.compare(block.partition(), partition.partition());
	}

	/**
	 * The number of rows of an offset.
	 */
	int rows(long offset) {
		PositionBlock block = here();
		while (block != null && block.first() + PositionBlock.SPAN <= offset) {
			advance();
			block = here();
		}
		if (block == null || offset < block.first()) {
			return 0;
		}
		int index = (int) (offset - block.first());
		this.next = index + 1;
		return block.rows(index);
	}

	/**
	 * Passes all rows of offsets below another one.
	 * @param to the offset
	 * @param visitor is shown them
	 */
	void pass(long to, Visitor visitor) {
		for (PositionBlock block = here(); block != null && block.first() < to; block = here()) {
			int end = (int) Math.min(PositionBlock.SPAN, to - block.first());
			for (int index = this.next; index < end; index++) {
				int rows = block.rows(index);
				if (rows > 0) {
					visitor.rows(block.first() + index, rows);
				}
			}
			this.next = Math.max(this.next, end);
			if (end < PositionBlock.SPAN) {
				return;
			}
			advance();
		}
	}

	private @Nullable PositionBlock here() {
		PositionBlock block = this.current;
		return (block != null && compare(block, this.partition) == 0) ? block : null;
	}

	private void advance() {
		this.current = this.blocks.hasNext() ? this.blocks.next() : null;
		this.next = 0;
	}

	/**
	 * Is shown the rows of offsets, in their order.
	 */
	@FunctionalInterface
	interface Visitor {

		void rows(long offset, int rows);

	}

	/**
	 * Is shown rows of partitions that nobody asks for.
	 */
	@FunctionalInterface
	interface Strays {

		void found(PositionBlock block);

	}

}
