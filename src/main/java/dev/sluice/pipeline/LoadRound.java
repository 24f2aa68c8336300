package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.LoadCut;
import dev.sluice.warehouse.LoadCut.LoadOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The rows before a fence, on their way through the jobs that load them. Owned by one
 * listener thread.
 */
final class LoadRound {

	private final LoadCut cut;

	private final Map<SourcePartition, Share> shares;

	private final Mailbox mailbox;

	private final InstantSource clock;

	/** The job of each table, the last one if others have failed before. */
	private final Map<TableName, String> jobs = new LinkedHashMap<>();

	private final Set<TableName> loaded = new HashSet<>();

	private Stage stage = Stage.FINISHING;

	private Instant again = Instant.MIN;

	/** Whether a partition with rows in the cut is somebody else's now. */
	private boolean deserted;

	LoadRound(LoadCut cut, Map<SourcePartition, Share> shares, Mailbox mailbox, InstantSource clock) {
		this.cut = cut;
		this.shares = shares;
		this.mailbox = mailbox;
		this.clock = clock;
		this.jobs.putAll(cut.jobs());
		mailbox.deliver(cut.ready(),
				(ready, failure) -> this.stage = (this.stage == Stage.FINISHING) ? Stage.ANNOUNCED : this.stage);
	}

	/**
	 * Does what is due.
	 */
	void tick() {
		if (this.stage == Stage.RESTING && !this.clock.instant().isBefore(this.again)) {
			this.stage = Stage.ANNOUNCED;
		}
		if (this.stage == Stage.ANNOUNCED && this.shares.values().stream().allMatch((share) -> share.acknowledged)) {
			this.stage = Stage.SUBMITTED;
			this.mailbox.deliver(this.cut.submit(), (outcome, failure) -> ended(outcome, failure));
		}
	}

	private void ended(@Nullable LoadOutcome outcome, @Nullable Throwable failure) {
		if (outcome == null) {
			throw new IllegalStateException("load jobs broke their contract", failure);
		}
		this.loaded.addAll(outcome.loaded());
		Duration delay = outcome.again();
		if (delay == null) {
			this.stage = Stage.ENDED;
			return;
		}
		if (this.deserted) {
			drop("a partition was handed over");
			return;
		}
		this.jobs.putAll(this.cut.jobs());
		this.shares.values().forEach((share) -> share.acknowledged = share.tables.isEmpty());
		this.again = this.clock.instant().plus(delay);
		this.stage = Stage.RESTING;
	}

	/**
	 * Whether all jobs have ended and all of their rows were answered.
	 */
	boolean over() {
		return this.stage == Stage.ENDED;
	}

	/**
	 * The tables whose jobs were refused.
	 */
	Set<TableName> failedTables() {
		Set<TableName> failed = new HashSet<>(this.jobs.keySet());
		failed.removeAll(this.loaded);
		return failed;
	}

	Set<SourcePartition> partitions() {
		return this.shares.keySet();
	}

	/**
	 * The jobs that a partition's commit has to name.
	 */
	List<Intent.TableJob> intended(SourcePartition partition) {
		Share share = this.shares.get(partition);
		return (share != null && this.stage != Stage.FINISHING) ? share.jobs(this.jobs) : List.of();
	}

	/**
	 * The jobs that have loaded rows of a partition.
	 */
	List<Intent.TableJob> loaded(SourcePartition partition) {
		Share share = this.shares.get(partition);
		return (share != null)
				? share.jobs(this.jobs).stream().filter((job) -> this.loaded.contains(job.table())).toList()
				: List.of();
	}

	/**
	 * Notes what Kafka has acknowledged.
	 */
	void acknowledged(SourcePartition partition, @Nullable Intent intent) {
		Share share = this.shares.get(partition);
		if (share != null && intent instanceof Intent.Load load) {
			share.acknowledged |= load.jobs().containsAll(share.jobs(this.jobs));
		}
	}

	/**
	 * Notes that the records of a partition are done again when the round is over: only
	 * then it is known which of its rows the jobs have loaded.
	 */
	void redo(SourcePartition partition) {
		Share share = this.shares.get(partition);
		if (share != null) {
			share.redone = true;
		}
	}

	boolean redone(SourcePartition partition) {
		Share share = this.shares.get(partition);
		return share != null && share.redone;
	}

	/**
	 * Lets go of a partition whose records were settled, or whose loaded rows are known.
	 */
	void done(SourcePartition partition) {
		this.shares.remove(partition);
	}

	/**
	 * Lets go of a partition that is somebody else's now. Its rows must not be loaded by
	 * a job that is submitted from now on: the new owner cannot know of it.
	 */
	void desert(SourcePartition partition) {
		if (this.shares.remove(partition) == null || this.stage == Stage.ENDED) {
			return;
		}
		this.deserted = true;
		if (this.stage != Stage.SUBMITTED) {
			drop(partition + " was handed over");
		}
	}

	/** Whoever waits is answered that nothing was loaded. */
	private void drop(String why) {
		this.stage = Stage.ENDED;
		this.cut.drop(why);
	}

	private enum Stage {

		/** The files are being finished. */
		FINISHING,

		/** The jobs are to be committed. */
		ANNOUNCED,

		/** The jobs are on their way. */
		SUBMITTED,

		/** Some jobs have failed and will be submitted again under another id. */
		RESTING,

		/** All jobs have ended. */
		ENDED

	}

	/**
	 * What a partition has in a round.
	 */
	static final class Share {

		private final long end;

		private final Set<TableName> tables;

		private boolean acknowledged;

		private boolean redone;

		/**
		 * A share.
		 * @param end the offset of its fence
		 * @param tables the tables that it has rows for
		 */
		Share(long end, Set<TableName> tables) {
			this.end = end;
			this.tables = Set.copyOf(tables);
			this.acknowledged = tables.isEmpty();
		}

		private List<Intent.TableJob> jobs(Map<TableName, String> ids) {
			List<Intent.TableJob> jobs = new ArrayList<>();
			ids.forEach((table, id) -> {
				if (this.tables.contains(table)) {
					jobs.add(new Intent.TableJob(table, id, this.end));
				}
			});
			return jobs;
		}

	}

}
