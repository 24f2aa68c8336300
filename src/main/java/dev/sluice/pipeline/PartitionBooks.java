package dev.sluice.pipeline;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of the partitions that one listener thread owns. Owned by that thread.
 */
final class PartitionBooks {

	private final Map<SourcePartition, PartitionLedger> ledgers = new LinkedHashMap<>();

	private final Map<SourcePartition, Totals> reported = new LinkedHashMap<>();

	/** Up to where records were taken before a person let the pipeline go on. */
	private final Map<SourcePartition, Long> excused = new HashMap<>();

	private final Set<SourcePartition> frozen = new HashSet<>();

	private final PipelineMetrics metrics;

	/** Sees also the bad rows that only BigQuery finds. */
	private final BadRowWatch badRows;

	/** Whether offsets are committed from fence to fence. */
	private final boolean fenced;

	PartitionBooks(PipelineMetrics metrics, BadRowWatch badRows, boolean fenced) {
		this.metrics = metrics;
		this.badRows = badRows;
		this.fenced = fenced;
	}

	void open(SourcePartition partition, Commit committed) {
		this.frozen.remove(partition);
		this.ledgers.put(partition, new PartitionLedger(partition, committed, this.fenced));
		this.reported.put(partition, committed.totals());
	}

	/**
	 * The ledger of a partition, or {@code null} if it is not ours or frozen.
	 */
	@Nullable PartitionLedger ledger(SourcePartition partition) {
		return (frozen(partition)) ? null : this.ledgers.get(partition);
	}

	@Nullable Commit committable(SourcePartition partition) {
		PartitionLedger ledger = ledger(partition);
		if (ledger == null) {
			return null;
		}
		Commit commit = ledger.committable();
		ledger.audit();
		report(partition, commit);
		return commit;
	}

	/**
	 * Counts the records before the fence, if all are settled.
	 */
	@Nullable Commit passFence(SourcePartition partition) {
		PartitionLedger ledger = ledger(partition);
		Commit commit = (ledger != null) ? ledger.passFence() : null;
		if (ledger != null && commit != null) {
			ledger.audit();
			report(partition, commit);
		}
		return commit;
	}

	private void report(SourcePartition partition, Commit commit) {
		if (this.badRows.begunAnew()) {
			this.ledgers.forEach((each, ledger) -> this.excused.put(each, ledger.position()));
		}
		Totals before = this.reported.put(partition, commit.totals());
		if (before == null) {
			return;
		}
		this.metrics.settled(before, commit.totals());
		if (before.accountedUpTo() >= this.excused.getOrDefault(partition, 0L)) {
			long dead = commit.totals().dead() - before.dead();
			this.badRows.saw(commit.totals().records() - before.records() - dead, dead);
		}
	}

	/**
	 * Gives everything in flight back.
	 * @return where the partition continues
	 */
	Commit release(SourcePartition partition) {
		PartitionLedger ledger = existing(partition);
		long before = ledger.released();
		Commit commit = ledger.release();
		this.metrics.released(ledger.released() - before);
		return commit;
	}

	/**
	 * Closes the books of a partition to all further entries: they do not balance.
	 * @return its last offset that was in order
	 */
	Commit freeze(SourcePartition partition) {
		this.frozen.add(partition);
		return existing(partition).lastCommittable();
	}

	boolean frozen(SourcePartition partition) {
		return this.frozen.contains(partition);
	}

	@Nullable Commit close(SourcePartition partition) {
		try {
			Commit commit = null;
			if (this.ledgers.containsKey(partition) && !frozen(partition)) {
				commit = committable(partition);
				release(partition);
			}
			return commit;
		}
		finally {
			this.ledgers.remove(partition);
			this.reported.remove(partition);
			this.excused.remove(partition);
			this.frozen.remove(partition);
		}
	}

	boolean settled(Collection<SourcePartition> partitions) {
		return partitions.stream().allMatch((partition) -> {
			PartitionLedger ledger = ledger(partition);
			return ledger == null || ledger.settled();
		});
	}

	Collection<SourcePartition> partitions() {
		return this.ledgers.keySet();
	}

	List<PartitionStatus> status(Parks parks) {
		return this.ledgers.entrySet().stream().map((entry) -> {
			PartitionLedger ledger = entry.getValue();
			Commit commit = ledger.lastCommittable();
			Park park = parks.of(entry.getKey());
			PartitionStatus.Parked parked = (park != null)
					? new PartitionStatus.Parked(park.cause(), park.message(), park.since()) : null;
			return new PartitionStatus(entry.getKey(), ledger.position(), commit.offset(), ledger.open(),
					ledger.released(), commit.totals(), time(ledger.oldestInFlight()), time(ledger.readUpTo()), parked);
		}).toList();
	}

	private static @Nullable Instant time(long timestamp) {
		return (timestamp >= 0) ? Instant.ofEpochMilli(timestamp) : null;
	}

	private PartitionLedger existing(SourcePartition partition) {
		PartitionLedger ledger = this.ledgers.get(partition);
		if (ledger == null) {
			throw new IllegalStateException(partition + " is not ours");
		}
		return ledger;
	}

}
