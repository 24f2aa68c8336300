package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.LoadCut;
import dev.sluice.warehouse.LoadSpool;
import org.jspecify.annotations.Nullable;

/**
 * Loads what one listener thread has gathered, one {@link LoadRound} after the other,
 * while the rows of the next are being gathered already.
 * <p>
 * A round begins with a fence behind the newest record of every partition. The jobs that
 * load the rows before it are committed, as an intent, with the offsets where the round
 * began; they are submitted when Kafka has acknowledged that for every partition; and
 * when they have succeeded, the offsets of the fences are committed. Owned by that
 * thread.
 */
final class LoadRounds {

	private final LoadSpool spool;

	private final PartitionBooks books;

	private final TableTargets targets;

	private final AppendContext context;

	private final KnownRows known;

	/** Up to where partitions have rows that come a second time. */
	private final Map<SourcePartition, Long> comingAgain = new HashMap<>();

	private @Nullable LoadRound round;

	private boolean forced;

	LoadRounds(LoadSpool spool, PartitionBooks books, TableTargets targets, AppendContext context) {
		this.spool = spool;
		this.books = books;
		this.targets = targets;
		this.context = context;
		this.known = context.known();
	}

	/**
	 * Does what is due.
	 */
	void tick() {
		LoadRound current = this.round;
		if (current != null) {
			current.tick();
			settle(current);
		}
		if (haveComeAgain()) {
			this.spool.overdue();
		}
		if (this.round == null && (this.forced || this.spool.due())) {
			if (handOver()) {
				begin();
			}
			else if (this.spool.outOfRoom()) {
				makeRoom();
			}
		}
		passWithoutRows();
	}

	/** Rows that were kept from being loaded by others have waited for their time. */
	private boolean haveComeAgain() {
		return !this.comingAgain.isEmpty() && this.comingAgain.entrySet().removeIf((coming) -> {
			PartitionLedger ledger = this.books.ledger(coming.getKey());
			return ledger == null || ledger.position() >= coming.getValue();
		}) && this.comingAgain.isEmpty();
	}

	/**
	 * Rows that the disk does not take keep those of their partition from being loaded:
	 * these are done again, and gathered in smaller loads.
	 */
	private void makeRoom() {
		for (SourcePartition partition : List.copyOf(this.books.partitions())) {
			if (this.targets.appenders(partition).stream().anyMatch((appender) -> appender.unspooled() > 0)) {
				this.context.redo().accept(partition, "the disk has no room for more rows of a load");
			}
		}
	}

	/**
	 * Loads what there is at once.
	 */
	void force() {
		this.forced = true;
	}

	/**
	 * Loads what there is before partitions are handed over, unless that were only a part
	 * of what belongs together.
	 */
	void drain() {
		this.forced |= !this.spool.loadsOnce();
	}

	/**
	 * Brings all rows to the spool.
	 * @return whether it has taken them
	 */
	private boolean handOver() {
		this.targets.cutAll();
		int before = Integer.MAX_VALUE;
		int left = this.targets.unspooled();
		while (left > 0 && left < before) {
			before = left;
			this.context.mailbox().open();
			left = this.targets.unspooled();
		}
		return left == 0;
	}

	private void begin() {
		this.forced = false;
		Map<SourcePartition, LoadRound.Share> shares = new HashMap<>();
		for (SourcePartition partition : this.books.partitions()) {
			PartitionLedger ledger = this.books.ledger(partition);
			Map<TableName, Lane> lanes = this.targets.appenders(partition)
				.stream()
				.filter(RowAppender::awaitsAnswers)
				.collect(Collectors.toMap(RowAppender::table, RowAppender::lane));
			if (ledger != null && !lanes.isEmpty() && ledger.fence()) {
				this.targets.fence(partition);
				shares.put(partition, new LoadRound.Share(ledger.position(), lanes));
			}
		}
		LoadCut cut = this.spool.cut();
		if (cut != null) {
			this.round = new LoadRound(cut, shares, this.context.mailbox(), this.context.clock());
		}
	}

	/** Partitions with records but no rows need no job. */
	private void passWithoutRows() {
		for (SourcePartition partition : this.books.partitions()) {
			PartitionLedger ledger = this.books.ledger(partition);
			boolean loading = this.round != null && this.round.partitions().contains(partition);
			if (ledger != null && !loading && ledger.settled() && ledger.fence()) {
				this.books.passFence(partition);
			}
		}
	}

	private void settle(LoadRound ended) {
		if (!ended.over()) {
			return;
		}
		ended.failedTables().forEach(this.context.mutator()::recheck);
		for (SourcePartition partition : List.copyOf(ended.partitions())) {
			if (ended.redone(partition)) {
				ended.loaded(partition).forEach((job) -> this.known.loaded(partition, job));
				if (ended.dropped() || this.known.refusesAny(partition)) {
					this.comingAgain.put(partition, ended.end(partition));
				}
				ended.done(partition);
			}
			else {
				Commit passed = this.books.passFence(partition);
				if (passed != null) {
					this.known.settled(partition, passed.offset());
					ended.done(partition);
				}
			}
		}
		if (ended.partitions().isEmpty()) {
			this.round = null;
		}
	}

	/**
	 * What is to be known, beside a partition's offset, wherever it is taken over.
	 * @param offset the partition's committed offset
	 */
	@Nullable Intent intent(SourcePartition partition, long offset) {
		List<Intent.TableJob> jobs = new ArrayList<>(this.known.jobs(partition, offset));
		LoadRound current = this.round;
		if (current != null) {
			jobs.addAll(current.intended(partition));
		}
		return jobs.isEmpty() ? null : new Intent.Load(jobs);
	}

	/**
	 * Notes that Kafka has acknowledged what was to be known.
	 */
	void acknowledged(SourcePartition partition, Commit commit) {
		LoadRound current = this.round;
		if (current != null) {
			current.acknowledged(partition, commit.intent());
		}
	}

	/**
	 * Notes that the records of a partition are done again.
	 */
	void redone(SourcePartition partition) {
		if (this.round != null) {
			this.round.redo(partition);
		}
	}

	/**
	 * Whether the records of a partition may not be done again yet.
	 */
	boolean holds(SourcePartition partition) {
		LoadRound current = this.round;
		return current != null && current.redone(partition);
	}

	/**
	 * Notes that a partition is somebody else's now.
	 */
	void left(SourcePartition partition) {
		this.known.forget(partition);
		if (this.round != null) {
			this.round.desert(partition);
		}
	}

	/**
	 * Whether nothing of some partitions waits for a load.
	 */
	boolean settled(Collection<SourcePartition> partitions) {
		LoadRound current = this.round;
		Set<SourcePartition> waiting = (current != null) ? new HashSet<>(current.partitions()) : new HashSet<>();
		waiting.retainAll(partitions);
		return waiting.isEmpty();
	}

	void close() {
		this.round = null;
		this.spool.close();
	}

}
