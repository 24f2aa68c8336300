package dev.sluice.repeater;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one pipeline's replays, read from its beginning. All who read it
 * come to the same result, since they go by the log's order and the brokers' clock alone:
 * of two instances that want to run a replay, the one whose claim stands first may.
 * <p>
 * Not thread-safe.
 */
final class ReplayBook {

	/** Who says nothing for so long has lost its replay to the next that claims one. */
	static final Duration LEASE = Duration.ofSeconds(10);

	private final Map<SourcePartition, Map<String, ReplayMark>> marks = new HashMap<>();

	private final Set<String> known = new HashSet<>();

	private @Nullable ReplayRun run;

	private @Nullable ReplayStatus status;

	private Instant heardAt = Instant.MIN;

	private Instant readAt = Instant.MIN;

	private boolean cancelled;

	/**
	 * Enters an event.
	 * @param at when the broker took it
	 * @param readAt when it was read, by the clock of this machine
	 */
	void enter(ReplayEvent event, Instant at, Instant readAt) {
		this.known.add(event.id());
		ReplayRun claimed = event.run();
		if (event.kind() == ReplayEvent.Kind.CLAIM && claimed != null) {
			claim(claimed, at, readAt);
		}
		else if (this.run != null && this.run.id().equals(event.id())) {
			this.heardAt = at;
			this.readAt = readAt;
			this.cancelled |= event.kind() == ReplayEvent.Kind.CANCEL;
			this.status = (event.status() != null) ? event.status() : this.status;
		}
	}

	/**
	 * Enters that nothing is told of a replay any more.
	 */
	void forget(String id) {
		this.known.remove(id);
	}

	private void claim(ReplayRun claimed, Instant at, Instant readAt) {
		if (free() || this.heardAt.plus(LEASE).isBefore(at)) {
			this.run = claimed;
			this.status = null;
			this.cancelled = false;
			this.heardAt = at;
			this.readAt = readAt;
		}
	}

	private boolean free() {
		return this.run == null || (this.status != null && this.status.state().over());
	}

	/**
	 * Enters a mark.
	 * @param partition the partition
	 * @param choice the name of the choice
	 * @param mark the mark, or {@code null} to take it away
	 */
	void enter(SourcePartition partition, String choice, @Nullable ReplayMark mark) {
		Map<String, ReplayMark> its = this.marks.computeIfAbsent(partition, (key) -> new HashMap<>());
		if (mark == null) {
			its.remove(choice);
		}
		else {
			its.merge(choice, mark, ReplayBook::further);
		}
	}

	/** Who has lost its replay without knowing may still write a mark. */
	private static ReplayMark further(ReplayMark before, ReplayMark next) {
		return (before.topicId().equals(next.topicId()) && before.upTo() > next.upTo()) ? before : next;
	}

	/**
	 * What it says now.
	 */
	View view() {
		Map<SourcePartition, Map<String, ReplayMark>> copy = new HashMap<>();
		this.marks.forEach((partition, its) -> copy.put(partition, Map.copyOf(its)));
		return new View(this.run, this.status, this.cancelled, this.readAt, copy, Set.copyOf(this.known));
	}

	/**
	 * What a book says.
	 *
	 * @param run the replay that was begun last
	 * @param status how it fares, as far as it has told
	 * @param cancelled whether a person wants it to end
	 * @param readAt when it was heard of last, by the clock of this machine
	 * @param marks what has been replayed, for each partition by the names of choices
	 * @param known the ids of all replays that the log still tells of
	 */
	record View(@Nullable ReplayRun run, @Nullable ReplayStatus status, boolean cancelled, Instant readAt,
			Map<SourcePartition, Map<String, ReplayMark>> marks, Set<String> known) {

		/**
		 * The replay that has not ended, as far as the log tells.
		 */
		@Nullable ReplayRun open() {
			return (this.status != null && this.status.state().over()) ? null : this.run;
		}

		/**
		 * Whether nothing has been heard of it for longer than its lease.
		 * @param now the time by the clock of this machine, which may differ from that of
		 * the brokers
		 */
		boolean silentAt(Instant now) {
			return this.readAt.plus(LEASE).isBefore(now);
		}

	}

}
