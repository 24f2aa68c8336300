package dev.sluice.pipeline;

import java.util.List;

/**
 * What is stored already of records that are done again: some of their tables have their
 * rows.
 *
 * @param streams the tables that have them, with the streams that have made them visible,
 * which commits name again as long as other tables do not have theirs
 * @param until the offset after the last record that this is true of
 */
public record StoredBefore(List<Intent.TableStream> streams, long until) {

	/** Nothing is stored yet. */
	public static final StoredBefore NOTHING = new StoredBefore(List.of(), Long.MIN_VALUE);

	public StoredBefore {
		streams = List.copyOf(streams);
	}

}
