package dev.sluice.repeater;

import java.nio.charset.StandardCharsets;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record of the replay log: text, in parts with {@code |} in between, which
 * no name of a group or topic holds.
 *
 * @param group the pipeline's group
 * @param kind {@code run} or {@code mark}
 * @param first the replay's id, or the partition of the mark
 * @param second what happens to the replay, or the name of the mark's choice
 */
record ReplayLogKey(String group, String kind, String first, String second) {

	static final String RUN = "run";

	static final String MARK = "mark";

	static ReplayLogKey of(String group, String id, ReplayEvent.Kind kind) {
		return new ReplayLogKey(group, RUN, id, kind.name());
	}

	static ReplayLogKey of(String group, SourcePartition partition, String choice) {
		return new ReplayLogKey(group, MARK, partition.toString(), choice);
	}

	static @Nullable ReplayLogKey read(byte @Nullable [] key) {
		String[] parts = (key != null) ? new String(key, StandardCharsets.UTF_8).split("\\|", 4) : new String[0];
		return (parts.length == 4) ? new ReplayLogKey(parts[0], parts[1], parts[2], parts[3]) : null;
	}

	byte[] bytes() {
		return String.join("|", this.group, this.kind, this.first, this.second).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The partition of a mark, or {@code null} if it names none.
	 */
	@Nullable SourcePartition partition() {
		int cut = this.first.lastIndexOf('-');
		try {
			return new SourcePartition(this.first.substring(0, Math.max(0, cut)),
					Integer.parseInt(this.first.substring(cut + 1)));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
