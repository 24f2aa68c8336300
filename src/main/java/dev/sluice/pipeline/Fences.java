package dev.sluice.pipeline;

import java.util.List;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * Divides the records of partitions whose rows are published together. Owned by one
 * listener thread.
 */
final class Fences {

	private final PartitionBooks books;

	private final TableTargets targets;

	private final KnownRows known;

	Fences(PartitionBooks books, TableTargets targets, KnownRows known) {
		this.books = books;
		this.targets = targets;
		this.known = known;
	}

	/**
	 * Puts a fence behind the records of a partition so far.
	 * @return false if there is none before it
	 */
	boolean put(SourcePartition partition) {
		PartitionLedger ledger = this.books.ledger(partition);
		if (ledger == null || !ledger.fence()) {
			return false;
		}
		this.targets.fence(partition);
		return true;
	}

	boolean has(SourcePartition partition) {
		PartitionLedger ledger = this.books.ledger(partition);
		return ledger != null && ledger.fenced();
	}

	/**
	 * Takes a fence away, if all records before it are settled. Streams that have made
	 * rows of the same records visible before are named again: whoever has to do the
	 * records once more must know of them.
	 * @return what is to be committed then, with what is to be published, or {@code null}
	 */
	@Nullable Commit pass(SourcePartition partition) {
		PartitionLedger ledger = this.books.ledger(partition);
		long from = (ledger != null) ? ledger.lastCommittable().offset() : 0;
		Commit commit = this.books.passFence(partition);
		if (commit == null) {
			return null;
		}
		List<Intent.TableStream> streams = this.targets.passFence(partition);
		if (!streams.isEmpty()) {
			streams.addAll(this.known.streams(partition, from));
		}
		this.known.settled(partition, commit.offset());
		return streams.isEmpty() ? commit : commit.with(new Intent.Flush(from, streams));
	}

}
