package dev.sluice.repeater;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;

import dev.sluice.intake.BoundedRun.Goal;
import dev.sluice.intake.BoundedRun.StandstillException;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.ParkCause;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains the failed inserts that one pipeline has at the beginning, with a consumer for
 * each of their partitions up to the number of cores.
 */
final class Drain implements Goal {

	/** How often progress is told. */
	private static final Duration TOLD_EVERY = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(Drain.class);

	private final String pipeline;

	private final Repeater repeater;

	private final GroupProgress groups;

	private final InstantSource clock;

	private final PipelineIntake intake;

	private Map<SourcePartition, Long> ends = Map.of();

	private Instant toldAt = Instant.EPOCH;

	private Totals before = Totals.startingAt(0);

	private Instant begunAt = Instant.MIN;

	private long all;

	private boolean done;

	Drain(String pipeline, Repeater repeater, GroupProgress groups, InstantSource clock) {
		this.pipeline = pipeline;
		this.repeater = repeater;
		this.groups = groups;
		this.clock = clock;
		this.intake = repeater.intake();
	}

	@Override
	public boolean reached() {
		return this.done;
	}

	@Override
	public void look() {
		if (this.begunAt.equals(Instant.MIN)) {
			begin();
		}
		else {
			goOn();
		}
	}

	/**
	 * Finds out how far it has to go, and sets out.
	 */
	private void begin() {
		Collection<SourcePartition> partitions = this.groups.partitions(this.intake::reads);
		this.ends = this.groups.ends(partitions);
		Map<SourcePartition, Commit> commits = this.groups.committed(this.intake.groupId());
		this.all = this.groups.left(commits, this.ends);
		this.before = sum(commits);
		this.begunAt = this.clock.instant();
		this.done = this.all == 0;
		logger.atInfo()
			.addKeyValue("pipeline", this.pipeline)
			.addKeyValue("failedInserts", this.all)
			.log("drain begins");
		if (!this.done) {
			this.repeater.backlog().end(this.ends);
			this.intake.startWith(Math.min(partitions.size(), Runtime.getRuntime().availableProcessors()));
		}
	}

	/** Ends it when it has come far enough. */
	private void goOn() {
		Map<SourcePartition, Commit> commits = this.groups.committed(this.intake.groupId());
		long left = this.groups.left(commits, this.ends);
		if (left == 0) {
			this.done = true;
			this.intake.stop(() -> {
			});
			tellOutcome(commits);
			return;
		}
		tellProgress(left);
		if (!this.intake.running()) {
			throw new StandstillException("the consumers of pipeline " + this.pipeline + " have stopped");
		}
		this.intake.monitor()
			.partitions()
			.stream()
			.map((owned) -> owned.status().parked())
			.filter((parked) -> parked != null
					&& (parked.cause() == ParkCause.OPERATOR || parked.cause() == ParkCause.IMBALANCE))
			.findFirst()
			.ifPresent((parked) -> {
				throw new StandstillException(parked.message());
			});
	}

	private void tellProgress(long left) {
		Instant now = this.clock.instant();
		if (now.isBefore(this.toldAt.plus(TOLD_EVERY))) {
			return;
		}
		this.toldAt = now;
		Duration gone = Duration.between(this.begunAt, now);
		double perSecond = (this.all - left) / Math.max(0.001, gone.toMillis() / 1000.0);
		logger.atInfo()
			.addKeyValue("pipeline", this.pipeline)
			.addKeyValue("drained", this.all - left)
			.addKeyValue("left", left)
			.addKeyValue("perSecond", Math.round(perSecond))
			.addKeyValue("secondsLeft", (perSecond > 0) ? Math.round(left / perSecond) : "unknown")
			.log("draining");
	}

	private void tellOutcome(Map<SourcePartition, Commit> commits) {
		Totals after = sum(commits);
		logger.atInfo()
			.addKeyValue("pipeline", this.pipeline)
			.addKeyValue("drained", this.all)
			.addKeyValue("stored", after.stored() - this.before.stored())
			.addKeyValue("dead", after.dead() - this.before.dead())
			.addKeyValue("failedAgain", after.waiting() - this.before.waiting())
			.addKeyValue("seconds", Duration.between(this.begunAt, this.clock.instant()).toSeconds())
			.log("drained");
	}

	private static Totals sum(Map<SourcePartition, Commit> commits) {
		return commits.values().stream().map(Commit::totals).reduce(Totals::plus).orElse(Totals.startingAt(0));
	}

}
