package dev.sluice.administration.offsets;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a reset does to a partition.
 *
 * @param topic its topic
 * @param partition its number
 * @param from the committed offset, or {@code null} if nothing is committed
 * @param to the offset that is committed then
 * @param again how many offsets are read again
 * @param skipped how many offsets that are not read yet are passed over
 * @param meaning the same in words
 */
public record OffsetMove(String topic, int partition, @Nullable Long from, long to, long again, long skipped,
		String meaning) {

	/**
	 * The move of a partition.
	 * @param to where to, from its begin to its end
	 * @param first where the pipeline begins if nothing is committed
	 */
	static OffsetMove of(PartitionOffsets offsets, long to, FirstPosition first) {
		Commit commit = offsets.commit();
		if (commit == null) {
			return move(offsets, to, 0, (first == FirstPosition.EARLIEST) ? to - offsets.begin() : 0,
					"begins at " + to);
		}
		long from = commit.offset();
		if (from == to) {
			return move(offsets, to, 0, 0, "stays");
		}
		if (offsets.madeAnew()) {
			return move(offsets, to, 0, to - offsets.begin(), "begins at " + to
					+ ": what is committed is beyond the end of the topic, which was made anew or has lost records");
		}
		if (to < from) {
			return move(offsets, to, from - to, 0, "reads offsets " + to + " to " + (from - 1) + " again");
		}
		long unread = Math.max(from, offsets.begin());
		String lost = (offsets.expired() > 0) ? "; retention deleted " + from + " to " + (offsets.begin() - 1)
				+ " before they were read, so their rows are lost" : "";
		String passed = (to > unread) ? "passes over offsets " + unread + " to " + (to - 1) : "goes on at " + to;
		return move(offsets, to, 0, to - unread, passed + lost);
	}

	private static OffsetMove move(PartitionOffsets offsets, long to, long again, long skipped, String meaning) {
		Commit commit = offsets.commit();
		return new OffsetMove(offsets.partition().topic(), offsets.partition().partition(),
				(commit != null) ? commit.offset() : null, to, again, skipped, meaning);
	}

	/**
	 * Whether anything changes.
	 */
	boolean changes() {
		return this.from == null || this.from != this.to;
	}

}
