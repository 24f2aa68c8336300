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
import dev.sluice.warehouse.Lane;
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

	/** The jobs that run, or are to. */
	private Map<TableName, LoadCut.Job> jobs;

	private final Set<TableName> failed = new HashSet<>();

	private Stage stage = Stage.FINISHING;

	private Instant again = Instant.MIN;

	/** Whether a partition with rows in the cut is somebody else's now. */
	private boolean deserted;

	private boolean dropped;

	LoadRound(LoadCut cut, Map<SourcePartition, Share> shares, Mailbox mailbox, InstantSource clock) {
		this.cut = cut;
		this.shares = shares;
		this.mailbox = mailbox;
		this.clock = clock;
		this.jobs = announce();
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
		this.failed.addAll(this.jobs.keySet());
		this.failed.removeAll(outcome.loaded());
		outcome.loaded().forEach(this::loaded);
		Duration delay = outcome.again();
		if (delay == null) {
			this.stage = Stage.ENDED;
			return;
		}
		if (this.deserted) {
			drop("a partition was handed over");
			return;
		}
		this.jobs = announce();
		this.again = this.clock.instant().plus(delay);
		this.stage = Stage.RESTING;
	}

	/** Partitions without rows in the next jobs need not commit anything. */
	private Map<TableName, LoadCut.Job> announce() {
		Map<TableName, LoadCut.Job> next = this.cut.jobs();
		this.shares.values().forEach((share) -> share.acknowledged = share.jobs(next).isEmpty());
		return next;
	}

	private void loaded(TableName table) {
		LoadCut.Job job = this.jobs.get(table);
		if (job != null) {
			this.shares.values()
				.forEach((share) -> share.jobs(Map.of(table, job)).forEach((its) -> share.loaded.put(table, its)));
		}
	}

	/**
	 * Whether all jobs have ended and all of their rows were answered.
	 */
	boolean over() {
		return this.stage == Stage.ENDED;
	}

	/**
	 * The tables whose last job was not successful.
	 */
	Set<TableName> failedTables() {
		return this.failed;
	}

	Set<SourcePartition> partitions() {
		return this.shares.keySet();
	}

	/**
	 * The jobs that a partition's commit has to name: those that have loaded rows of it
	 * before those that are to.
	 */
	List<Intent.TableJob> intended(SourcePartition partition) {
		Share share = this.shares.get(partition);
		if (share == null || this.stage == Stage.FINISHING) {
			return List.of();
		}
		List<Intent.TableJob> intended = new ArrayList<>(share.loaded.values());
		share.jobs(this.jobs).stream().filter((job) -> !intended.contains(job)).forEach(intended::add);
		return intended;
	}

	/**
	 * The jobs that have loaded rows of a partition, the last of each table.
	 */
	List<Intent.TableJob> loaded(SourcePartition partition) {
		Share share = this.shares.get(partition);
		return (share != null) ? List.copyOf(share.loaded.values()) : List.of();
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
	 * Whether it was given up before all of its jobs had ended.
	 */
	boolean dropped() {
		return this.dropped;
	}

	/**
	 * The offset of the fence behind a partition's rows.
	 */
	long end(SourcePartition partition) {
		Share share = this.shares.get(partition);
		return (share != null) ? share.end : Long.MIN_VALUE;
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
		this.dropped = true;
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

		private final Map<TableName, Lane> lanes;

		/** The last job of each table that has loaded rows. */
		private final Map<TableName, Intent.TableJob> loaded = new LinkedHashMap<>();

		private boolean acknowledged;

		private boolean redone;

		/**
		 * A share.
		 * @param end the offset of its fence
		 * @param lanes the lanes that have rows of it
		 */
		Share(long end, Map<TableName, Lane> lanes) {
			this.end = end;
			this.lanes = Map.copyOf(lanes);
		}

		/**
		 * What some jobs load of it.
		 */
		private List<Intent.TableJob> jobs(Map<TableName, LoadCut.Job> all) {
			List<Intent.TableJob> its = new ArrayList<>();
			all.forEach((table, job) -> {
				Lane lane = this.lanes.get(table);
				Long below = (lane != null) ? job.ends().get(lane) : null;
				if (below != null) {
					its.add(new Intent.TableJob(table, job.id(), Math.min(below, this.end)));
				}
			});
			return its;
		}

	}

}
