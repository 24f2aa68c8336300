package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.LateInserts;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.warehouse.LoadSpool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path of records into BigQuery, for one listener thread of a pipeline.
 * <p>
 * Every record handed to {@link #load} is settled exactly once as stored, dead, filtered
 * or waiting, or it is given back: the partition is parked and the record is delivered
 * again later. {@link #committable} never passes a record that is not settled. Bad data
 * never throws and never stops its neighbours; an outage parks partitions or keeps
 * requests waiting, and the calling thread is never held up for more than a second.
 * <p>
 * All methods belong to the listener thread.
 */
public final class LoadPipeline {

	private static final Logger logger = LoggerFactory.getLogger(LoadPipeline.class);

	private final Mailbox mailbox;

	private final PartitionBooks books;

	private final RecordLoader loader;

	private final TableTargets targets;

	private final Letters letters;

	private final Parks parks;

	private final PublicationWaits waits;

	private final PipelineParts parts;

	private final KnownRows known = new KnownRows();

	private final Fences fences;

	/** Only where rows are loaded from files. */
	private final @Nullable LoadRounds rounds;

	LoadPipeline(PipelineParts parts, Intake intake) {
		this.parts = parts;
		this.mailbox = new Mailbox();
		this.parks = new Parks(intake);
		this.waits = new PublicationWaits(this.known, this.parks, parts.clock());
		this.books = new PartitionBooks(parts.metrics(), new BadRowWatch(parts.rules().badRows(), parts.hold()),
				parts.warehouse().publishesLater());
		this.letters = new Letters(parts.deadLetters(), this.mailbox, parts.metrics(), parts.clock(),
				parts.settings().outages());
		LateInserts late = parts.lateInserts();
		AppendContext context = new AppendContext(parts.settings(), this.mailbox, this.letters,
				(late != null) ? this.letters.postponedTo(late) : null, this.known, parts.mutator(), this::redo,
				parts.metrics(), parts.clock(), parts.ticker());
		this.targets = new TableTargets(parts.warehouse(), parts.memory(), context);
		this.rounds = (parts.warehouse() instanceof LoadSpool spool)
				? new LoadRounds(spool, this.books, this.targets, context) : null;
		this.fences = new Fences(this.books, this.targets, this.known);
		this.loader = new RecordLoader(parts, this.targets, this.letters, this.parks, this.mailbox, this::redo);
	}

	/**
	 * Loads a slice of a partition, as far as it can be taken now: routes and transforms
	 * its records, has tables and columns made that are missing, appends the rows, keeps
	 * bad rows as dead letters, and accounts for every record. What cannot be taken is
	 * given back by parking the partition.
	 */
	public void load(RecordBatch batch) {
		SourcePartition partition = new SourcePartition(batch.topic(), batch.partition());
		PartitionLedger ledger = this.books.ledger(partition);
		if (ledger == null || this.parks.of(partition) != null || this.waits.forCommit(ledger, batch)) {
			return;
		}
		guarded(() -> {
			SliceReceipt receipt = ledger.open(batch);
			int most = this.waits.beforeSeam(ledger, batch);
			int taken = this.loader.takeRecords(batch, most, receipt);
			if (receipt.abandoned()) {
				this.parts.metrics().consumed(batch.size());
				return;
			}
			if (taken < batch.size()) {
				ledger.truncate(receipt, taken);
				parkRest(ledger, batch, taken, most);
			}
			this.parts.metrics().consumed(taken);
			receipt.release();
		});
	}

	private void parkRest(PartitionLedger ledger, RecordBatch batch, int taken, int most) {
		if (taken == most) {
			this.waits.parkAtSeam(ledger, batch, taken);
		}
		else {
			this.loader.parkRest(batch, taken);
		}
	}

	/**
	 * Does what is due: draws the consequences of answers, sends requests that are old
	 * enough, tries again what failed, and resumes partitions. To be called before every
	 * poll.
	 */
	public void tick() {
		guarded(this.mailbox::open);
		guarded(this.targets::tick);
		guarded(this.letters::tick);
		if (this.rounds != null) {
			guarded(this.rounds::tick);
		}
		this.loader.nextPoll();
		this.parks.tick();
	}

	/** Sends rows that wait for others, or loads them with the next {@link #tick}. */
	public void hurry() {
		guarded(this.targets::cutAll);
		if (this.rounds != null) {
			this.rounds.force();
		}
	}

	/**
	 * Waits for answers where there is nothing else to do.
	 * @param limit how long at most
	 */
	public void await(Duration limit) {
		guarded(() -> this.mailbox.await(limit));
	}

	/**
	 * Runs a step; books that do not balance stop their partition, anything else that is
	 * unexpected makes all records in flight be done again.
	 */
	private void guarded(Runnable step) {
		try {
			step.run();
		}
		catch (LedgerImbalanceException ex) {
			stop(ex);
		}
		catch (RuntimeException ex) {
			redoAll(ex);
		}
	}

	private void stop(LedgerImbalanceException imbalance) {
		SourcePartition partition = imbalance.partition();
		logger.atError()
			.setCause(imbalance)
			.addKeyValue("partition", partition)
			.log("partition stopped: restart the instance, its records are then done again");
		Commit commit = this.books.freeze(partition);
		this.parks.park(new Park(partition, commit.offset(), ParkCause.IMBALANCE,
				String.valueOf(imbalance.getMessage()), this.parts.clock().instant(), () -> false));
		left(partition);
	}

	/** Nothing more of it may be stored. */
	private void left(SourcePartition partition) {
		this.targets.close(partition);
		this.known.forget(partition);
		if (this.rounds != null) {
			this.rounds.left(partition);
		}
	}

	/**
	 * Gives all records in flight back, to be done again after a while.
	 */
	public void redoAll(Throwable cause) {
		logger.atError().setCause(cause).log("records in flight are done again");
		this.targets.closeAll();
		List.copyOf(this.books.partitions()).forEach((partition) -> redo(partition, String.valueOf(cause)));
	}

	private void redo(SourcePartition partition, String why) {
		Park present = this.parks.of(partition);
		if (this.books.frozen(partition) || (present != null && present.isUntilAssigned())) {
			return;
		}
		Commit commit = this.books.release(partition);
		this.targets.close(partition);
		if (this.rounds != null) {
			this.rounds.redone(partition);
		}
		Instant until = this.parts.clock().instant().plus(this.parts.settings().outages().delay(4));
		this.parks.park(new Park(partition, commit.offset(), ParkCause.REDO, why, this.parts.clock().instant(),
				() -> !this.parts.clock().instant().isBefore(until) && !held(partition)));
	}

	private boolean held(SourcePartition partition) {
		return this.rounds != null && this.rounds.holds(partition);
	}

	/**
	 * Finds out what became of the load jobs that a commit names.
	 * @return completes with where to go on, and with what is known of the records from
	 * there on; never exceptionally
	 */
	public CompletionStage<Commit> recover(Commit committed, Intent.Load load) {
		return LoadRecovery.recover(committed, load, Objects.requireNonNull(this.parts.loads()));
	}

	/**
	 * Takes over a partition.
	 * @param committed where the last owner left off
	 */
	public void assign(SourcePartition partition, Commit committed) {
		assign(partition, committed, StoredBefore.NOTHING);
	}

	/**
	 * Takes over a partition whose next records are partly stored.
	 * @param committed where to begin
	 * @param before what is stored
	 */
	public void assign(SourcePartition partition, Commit committed, StoredBefore before) {
		this.parks.forget(partition);
		this.books.open(partition, committed);
		if (committed.intent() instanceof Intent.Load load) {
			load.jobs().forEach((job) -> this.known.loaded(partition, job));
		}
		this.known.stored(partition, before);
	}

	/**
	 * Sends what is in hand, and waits until everything of some partitions is settled.
	 * @param partitions the partitions
	 * @param limit how long to wait at most
	 * @param commit commits what is to be known before anything more can be settled
	 */
	public void drain(Collection<SourcePartition> partitions, Duration limit, Runnable commit) {
		long deadline = this.parts.ticker().getAsLong() + limit.toNanos();
		guarded(this.targets::cutAll);
		if (this.rounds != null) {
			this.rounds.drain();
		}
		while (!this.books.settled(partitions)) {
			long left = deadline - this.parts.ticker().getAsLong();
			if (left <= 0 || Thread.currentThread().isInterrupted()) {
				return;
			}
			await(Duration.ofNanos(Math.min(left, Duration.ofMillis(50).toNanos())));
			tick();
			commit.run();
		}
	}

	/**
	 * Puts a fence behind the records of a partition that were loaded so far: what comes
	 * later is published later.
	 * @return false if there is nothing to publish
	 */
	public boolean fence(SourcePartition partition) {
		boolean[] fenced = new boolean[1];
		guarded(() -> fenced[0] = this.fences.put(partition));
		return fenced[0];
	}

	/**
	 * Whether a partition has a fence.
	 */
	public boolean fenced(SourcePartition partition) {
		return this.fences.has(partition);
	}

	/**
	 * Takes the fence of a partition away, if everything before it is settled.
	 * @return what is to be committed then, with the places in streams up to which rows
	 * are to be published; {@code null} if something is not settled yet
	 */
	public @Nullable Commit passFence(SourcePartition partition) {
		Commit[] passed = new Commit[1];
		guarded(() -> passed[0] = this.fences.pass(partition));
		return passed[0];
	}

	/**
	 * Gives up a partition; whatever of it is in flight is not ours to settle any more.
	 * @return up to where it was settled
	 */
	public @Nullable Commit revoke(SourcePartition partition) {
		this.parks.forget(partition);
		try {
			return this.books.close(partition);
		}
		catch (LedgerImbalanceException ex) {
			logger.atError().setCause(ex).addKeyValue("partition", partition).log("nothing more is committed");
			return null;
		}
		finally {
			left(partition);
		}
	}

	/**
	 * Lets a partition stand still until it is assigned anew, for what was stored of it
	 * is not published yet.
	 */
	public void standStill(SourcePartition partition, String why) {
		this.parks.park(new Park(partition, position(partition), ParkCause.PUBLICATION, why,
				this.parts.clock().instant(), Park.UNTIL_ASSIGNED));
	}

	/**
	 * Lets a partition stand still until a person acts and it is assigned anew.
	 */
	public void block(SourcePartition partition, long offset, String why) {
		logger.atError().addKeyValue("partition", partition).addKeyValue("cause", why).log("partition stands still");
		this.parks.park(new Park(partition, offset, ParkCause.OPERATOR, why, this.parts.clock().instant(),
				Park.UNTIL_ASSIGNED));
	}

	/**
	 * Up to where everything of a partition is settled, with what is to be known beside
	 * it, or {@code null} if nothing may be committed for it.
	 */
	public @Nullable Commit committable(SourcePartition partition) {
		Commit[] commit = new Commit[1];
		guarded(() -> commit[0] = this.books.committable(partition));
		LoadRounds loads = this.rounds;
		Commit settled = commit[0];
		Intent intent = (loads != null && settled != null) ? loads.intent(partition, settled.offset()) : null;
		return (settled != null && intent != null) ? settled.with(intent) : settled;
	}

	/**
	 * Notes that Kafka has acknowledged a commit.
	 */
	public void acknowledged(SourcePartition partition, Commit commit) {
		if (this.rounds != null) {
			this.rounds.acknowledged(partition, commit);
		}
	}

	/**
	 * The offset of the record of a partition that is expected next, or -1 if the
	 * partition is not ours.
	 */
	public long position(SourcePartition partition) {
		PartitionLedger ledger = this.books.ledger(partition);
		return (ledger != null) ? ledger.position() : -1;
	}

	/**
	 * Notes that the consumer has passed offsets without a record.
	 * @param offset the offset that it reads next
	 */
	public void passed(SourcePartition partition, long offset) {
		PartitionLedger ledger = this.books.ledger(partition);
		if (ledger != null && this.parks.of(partition) == null) {
			guarded(() -> ledger.passed(offset));
		}
	}

	public Collection<SourcePartition> partitions() {
		return List.copyOf(this.books.partitions());
	}

	/**
	 * Whether some partition waits for memory, so that an answer lets it go on.
	 */
	public boolean waitsForMemory() {
		return this.parks.any(ParkCause.MEMORY);
	}

	public WorkerStatus status() {
		return new WorkerStatus(this.parts.clock().instant(), this.books.status(this.parks),
				this.targets.appenders().stream().map(RowAppender::status).toList());
	}

	/**
	 * Closes the connections.
	 */
	public void close() {
		this.targets.closeAll();
		if (this.rounds != null) {
			this.rounds.close();
		}
	}

}
