package dev.sluice.intake;

import java.time.Duration;
import java.util.List;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.HeldLetters;
import dev.sluice.pipeline.Intake;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.pipeline.SimulatedRecord;
import dev.sluice.pipeline.StoredBefore;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * A loader that owns the partition of a simulation, from its start until it hands over,
 * or dies. Real are its {@link LoadPipeline}, its {@link PublishingCommits} and its
 * {@link IntentRecovery}; simulated is what the thread of a consumer does with them, as
 * {@link IntakeSession} and {@link PartitionAdoption} have it.
 */
final class SimulatedOwner implements Intake {

	private static final SourcePartition PARTITION = SimulatedRecord.PARTITION;

	private final Surroundings surroundings;

	private final SimulatedConsumer consumer;

	private final HeldLetters letters;

	private final LoadPipeline pipeline;

	private final PublishingCommits commits;

	/** Unless the partition is taken over. */
	private @Nullable IntentRecovery recovery;

	private boolean parked;

	private long position;

	SimulatedOwner(Surroundings surroundings) {
		this.surroundings = surroundings;
		this.consumer = surroundings.consumer();
		this.letters = new HeldLetters(surroundings.letters());
		this.pipeline = surroundings.pipelines().create(this.letters, this);
		this.commits = new PublishingCommits(this.consumer, this.pipeline, surroundings.publishing(),
				surroundings.time()::nanoTime);
		adopt();
	}

	SimulatedConsumer consumer() {
		return this.consumer;
	}

	HeldLetters letters() {
		return this.letters;
	}

	private void adopt() {
		Commit commit = this.surroundings.group().committed();
		if (commit.intent() instanceof Intent.Flush flush) {
			this.pipeline.assign(PARTITION, commit.done());
			this.pipeline.standStill(PARTITION, "rows of the last owner are being published");
			this.recovery = new IntentRecovery(PARTITION, commit, flush, this.surroundings.publishing(),
					this.surroundings.time()::nanoTime);
		}
		else {
			takeOver(new Takeover(commit, true, false, StoredBefore.NOTHING));
		}
	}

	private void takeOver(Takeover takeover) {
		this.pipeline.assign(PARTITION, takeover.commit(), takeover.storedBefore());
		this.commits.assigned(PARTITION, takeover);
		this.position = takeover.commit().offset();
		if (this.position < this.surroundings.group().committed().offset()) {
			this.surroundings.met(Hazard.DONE_AGAIN);
		}
		if (!takeover.storedBefore().equals(StoredBefore.NOTHING)) {
			this.surroundings.met(Hazard.PARTLY_STORED);
		}
	}

	/** Does what is due between two polls. */
	void tick() {
		this.pipeline.tick();
		recover();
		this.commits.tick();
		if (!this.commits.ambiguous().isEmpty()) {
			this.surroundings.met(Hazard.AMBIGUITY);
			forget();
			adopt();
		}
	}

	private void recover() {
		IntentRecovery open = this.recovery;
		if (open != null && open.advance()) {
			this.recovery = null;
			if (open.undecided() != null) {
				throw new IllegalStateException(open.undecided());
			}
			takeOver(open.takeover());
		}
	}

	private void forget() {
		this.pipeline.revoke(PARTITION);
		this.commits.forget(PARTITION);
	}

	/** Loads the next records, or passes offsets that have none. */
	void poll() {
		if (this.recovery != null || this.parked) {
			return;
		}
		Chance chance = this.surroundings.chance();
		SimulatedGroup group = this.surroundings.group();
		List<Long> records = group.read(this.position, 1 + chance.below(8));
		if (!records.isEmpty()) {
			long next = records.get(records.size() - 1) + 1;
			this.position = chance.oneIn(2) ? group.nextRecord(next) : next;
			this.pipeline.load(SimulatedRecord.batch(records, this.position));
		}
		else if (this.position < group.end() && chance.oneIn(3)) {
			this.position = group.end();
			this.pipeline.passed(PARTITION, this.position);
		}
	}

	/** Gives back everything that is in flight. */
	void redo() {
		this.pipeline.redoAll(new IllegalStateException("a poll has failed"));
	}

	/** Publishes what can be published, and gives the partition up. */
	void handOver() {
		if (this.recovery == null) {
			drain();
			this.surroundings.streams().promptly(this.surroundings.chance().oneIn(2));
			this.commits.handOver(List.of(PARTITION), Duration.ofMillis(1));
			this.surroundings.streams().promptly(false);
		}
		forget();
	}

	private void drain() {
		this.pipeline.hurry();
		for (int round = 0; round < 3; round++) {
			this.surroundings.streams().answerAppends();
			this.letters.keepAll();
			this.pipeline.tick();
		}
	}

	@Override
	public void park(SourcePartition partition, long offset) {
		this.parked = true;
		this.position = offset;
	}

	@Override
	public void resume(SourcePartition partition) {
		this.parked = false;
	}

	@Override
	public String toString() {
		return this.pipeline.status().partitions().toString();
	}

}
