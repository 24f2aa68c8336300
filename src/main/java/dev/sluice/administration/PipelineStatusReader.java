package dev.sluice.administration;

import java.util.List;

import dev.sluice.intake.IntakeMonitor.OwnedPartition;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.AppendStatus;
import dev.sluice.pipeline.PartitionStatus;
import dev.sluice.pipeline.Totals;

/**
 * Reads how a pipeline fares from what its listener threads last reported, about once a
 * second. Thread-safe.
 */
public final class PipelineStatusReader {

	private final PipelineExamination examination;

	private final PipelineWatch watch;

	PipelineStatusReader(PipelineExamination examination, PipelineWatch watch) {
		this.examination = examination;
		this.watch = watch;
	}

	/**
	 * How a pipeline fares, with the reasons.
	 */
	public PipelineStatus read(PipelineIntake intake) {
		List<OwnedPartition> owned = intake.monitor().partitions();
		Totals totals = owned.stream()
			.map((partition) -> partition.status().totals())
			.reduce(Totals::plus)
			.orElse(Totals.startingAt(0));
		Findings findings = this.examination.examine(intake);
		PipelineStatus.Pace pace = new PipelineStatus.Pace(this.watch.trend(intake).timeToDrain(),
				this.watch.unreadExpireIn(intake), intake.metrics().freshness(), this.watch.oldest(intake),
				this.watch.trend(intake).badShare());
		return new PipelineStatus(intake.name(), findings.state(), findings.all(), intake.groupId(),
				intake.properties().table(), PipelineWatch.lag(intake), pace, totals,
				owned.stream().map(PipelineStatusReader::partition).toList(),
				intake.monitor().tables().stream().map(PipelineStatusReader::table).toList(), intake.gaps().all());
	}

	/**
	 * The state alone.
	 */
	PipelineState state(PipelineIntake intake) {
		return this.examination.examine(intake).state();
	}

	private static PipelineStatus.Partition partition(OwnedPartition owned) {
		PartitionStatus status = owned.status();
		PartitionStatus.Parked parked = status.parked();
		return new PipelineStatus.Partition(status.partition().topic(), status.partition().partition(),
				status.position(), status.settled(), owned.committed(), owned.end(), owned.lag(), status.inFlight(),
				status.released(), status.totals(), (parked != null) ? parked.message() : null);
	}

	private static PipelineStatus.Table table(AppendStatus table) {
		AppendStatus.Problem problem = table.problem();
		return new PipelineStatus.Table(table.table().toString(), table.inFlight(), table.waiting(), table.breaker(),
				(problem != null) ? problem.message() : null, (problem != null) ? problem.until() : null);
	}

}
