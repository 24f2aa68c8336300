package dev.sluice.administration.catchup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import dev.sluice.administration.PipelineStatusReader;
import dev.sluice.intake.BoundedRun.Goal;
import dev.sluice.intake.BoundedRun.StandstillException;
import dev.sluice.intake.IntakeMonitor.OwnedPartition;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.GroupProgress;
import dev.sluice.warehouse.WriteProperties.Disposition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipeline on its way to the ends that its topics had at the start. Partitions of
 * other instances count by what their group has committed. Used by one thread.
 */
final class CatchUp implements Goal {

	private static final Logger logger = LoggerFactory.getLogger(CatchUp.class);

	/** How often progress is told. */
	private static final Duration TOLD_EVERY = Duration.ofSeconds(5);

	/** What a person must mend has to last, since permissions are refused for moments. */
	private static final Duration STANDSTILL = Duration.ofSeconds(30);

	/** What does not pass by itself. */
	private static final Set<PipelineState> STANDING = EnumSet.of(PipelineState.PAUSED, PipelineState.STOPPED,
			PipelineState.WAITING_ON_YOU, PipelineState.FAILED);

	private final PipelineIntake intake;

	private final PipelineStatusReader status;

	private final GroupProgress groups;

	private final InstantSource clock;

	private @Nullable Map<SourcePartition, Long> ends;

	private long all;

	private Instant begunAt = Instant.MIN;

	private Instant toldAt = Instant.EPOCH;

	private @Nullable Instant stoodSince;

	private boolean done;

	CatchUp(PipelineIntake intake, PipelineStatusReader status, GroupProgress groups, InstantSource clock) {
		this.intake = intake;
		this.status = status;
		this.groups = groups;
		this.clock = clock;
	}

	@Override
	public boolean reached() {
		return this.done;
	}

	/** The first time it looks how far it has to go. */
	@Override
	public void look() {
		Map<SourcePartition, Long> target = this.ends;
		if (target == null) {
			target = this.groups.ends(this.groups.partitions(this.intake::reads));
			this.ends = target;
		}
		Map<SourcePartition, Commit> commits = this.groups.committed(this.intake.groupId());
		long left = this.groups.left(commits, target);
		if (this.begunAt.equals(Instant.MIN)) {
			this.begunAt = this.clock.instant();
			this.all = left;
			logger.atInfo()
				.addKeyValue("pipeline", this.intake.name())
				.addKeyValue("records", left)
				.log("catch up begins");
		}
		this.done = left == 0 && published(commits, target);
		tell(left);
		if (!this.done) {
			hurryAtTheEnd(commits, target);
			checkStandstill();
		}
	}

	/** Offsets may be committed before their rows are visible. */
	private static boolean published(Map<SourcePartition, Commit> commits, Map<SourcePartition, Long> target) {
		return target.keySet()
			.stream()
			.map(commits::get)
			.allMatch((commit) -> commit == null || commit.intent() == null);
	}

	/** Nothing more is coming that rows could wait for. */
	private void hurryAtTheEnd(Map<SourcePartition, Commit> commits, Map<SourcePartition, Long> target) {
		Map<SourcePartition, Long> unread = new HashMap<>(target);
		List<OwnedPartition> owned = this.intake.monitor().partitions();
		owned.forEach((one) -> unread.computeIfPresent(one.status().partition(),
				(partition, end) -> (one.status().position() < end) ? end : null));
		boolean ownedAreRead = owned.stream().noneMatch((one) -> unread.containsKey(one.status().partition()));
		boolean alone = this.intake.properties().write().disposition() == Disposition.TRUNCATE;
		if (!owned.isEmpty() && ownedAreRead && (!alone || this.groups.left(commits, unread) == 0)) {
			this.intake.hurry();
		}
	}

	private void checkStandstill() {
		PipelineStatus present = this.status.read(this.intake);
		boolean stands = present.findings().stream().map(Finding::state).anyMatch(STANDING::contains);
		Instant now = this.clock.instant();
		Instant since = this.stoodSince;
		if (!stands) {
			this.stoodSince = null;
		}
		else if (since == null) {
			this.stoodSince = now;
		}
		else if (now.isAfter(since.plus(STANDSTILL))) {
			throw new StandstillException("pipeline " + this.intake.name() + " stands still: "
					+ present.findings()
						.stream()
						.map((finding) -> finding.part() + ": " + finding.reason())
						.collect(Collectors.joining("; ")));
		}
	}

	private void tell(long left) {
		Instant now = this.clock.instant();
		if (!this.done && now.isBefore(this.toldAt.plus(TOLD_EVERY))) {
			return;
		}
		this.toldAt = now;
		double seconds = Math.max(0.001, Duration.between(this.begunAt, now).toMillis() / 1000.0);
		logger.atInfo()
			.addKeyValue("pipeline", this.intake.name())
			.addKeyValue("loaded", this.all - left)
			.addKeyValue("left", left)
			.addKeyValue("perSecond", Math.round((this.all - left) / seconds))
			.log(this.done ? "caught up" : "catching up");
	}

}
