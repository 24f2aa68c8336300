package dev.sluice.pipeline;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.mutator.TableState;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Has tables made ready for records that wait, and parks their partition meanwhile. Owned
 * by one listener thread.
 */
final class TablePreparation {

	/** How many records of a slice are looked at for what they need. */
	static final int LOOK_AHEAD = 1000;

	private final PipelineParts parts;

	private final Parks parks;

	private final Mailbox mailbox;

	TablePreparation(PipelineParts parts, Parks parks, Mailbox mailbox) {
		this.parts = parts;
		this.parks = parks;
		this.mailbox = mailbox;
	}

	/**
	 * Parks a partition until all tables have what its records need, or it is time to
	 * look again.
	 */
	void park(SourcePartition partition, long offset, Map<TableName, ColumnAdditions> wanted) {
		Waiting waiting = new Waiting(wanted.size());
		wanted.forEach((table, additions) -> this.mailbox.deliver(this.parts.mutator().prepare(table, additions),
				(state, failure) -> answered(waiting, state, failure)));
		String tables = wanted.keySet().stream().map(TableName::toString).collect(Collectors.joining(", "));
		this.parks.park(new Park(partition, offset, ParkCause.TABLE, "waits for " + tables,
				this.parts.clock().instant(), () -> waiting.over(this.parts.clock().instant())));
	}

	private void answered(Waiting waiting, @Nullable TableState state, @Nullable Throwable failure) {
		waiting.unanswered--;
		if (state instanceof TableState.Blocked blocked && blocked.until().isAfter(waiting.until)) {
			waiting.until = blocked.until();
		}
		else if (failure != null) {
			waiting.until = this.parts.clock().instant().plus(this.parts.settings().outages().delay(1));
		}
	}

	private static final class Waiting {

		private int unanswered;

		private Instant until = Instant.MIN;

		private Waiting(int unanswered) {
			this.unanswered = unanswered;
		}

		private boolean over(Instant now) {
			return this.unanswered == 0 && !now.isBefore(this.until);
		}

	}

}
