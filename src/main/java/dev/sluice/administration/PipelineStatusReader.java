package dev.sluice.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sluice.intake.IntakeMonitor.OwnedPartition;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.PartitionStatus;
import dev.sluice.pipeline.TableStatus;
import dev.sluice.pipeline.Totals;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a pipeline fares from what its listener threads last reported, about once a
 * second.
 */
final class PipelineStatusReader {

	/** Below this lag a pipeline is taken to keep up. */
	private static final long KEEPS_UP = 50_000;

	PipelineStatus read(PipelineIntake intake) {
		List<OwnedPartition> owned = intake.monitor().partitions();
		List<TableStatus> tables = intake.monitor().tables();
		long lag = owned.stream().map(OwnedPartition::lag).filter(Objects::nonNull).mapToLong(Long::longValue).sum();
		Totals totals = owned.stream()
			.map((partition) -> partition.status().totals())
			.reduce(Totals::plus)
			.orElse(Totals.startingAt(0));
		Findings findings = new Findings();
		judgeSwitches(intake, owned, lag, findings);
		owned.forEach((partition) -> judge(partition.status(), findings));
		tables.forEach((table) -> judge(table, findings));
		if (!intake.gaps().all().isEmpty()) {
			findings.add(PipelineState.DEGRADED, "records were deleted by retention before they were read: see 'gaps'");
		}
		return new PipelineStatus(intake.name(), findings.state, List.copyOf(findings.reasons), intake.groupId(),
				intake.properties().table(), lag, totals, owned.stream().map(PipelineStatusReader::partition).toList(),
				tables.stream().map(PipelineStatusReader::table).toList(), intake.gaps().all());
	}

	private static void judgeSwitches(PipelineIntake intake, List<OwnedPartition> owned, long lag, Findings findings) {
		String held = intake.hold().reason();
		if (held != null) {
			findings.add(PipelineState.WAITING_ON_YOU, held);
		}
		if (!intake.running()) {
			findings.add((owned.isEmpty()) ? PipelineState.STOPPED : PipelineState.DRAINING,
					"stopped on this instance; start it to go on");
		}
		else if (intake.paused()) {
			findings.add(PipelineState.PAUSED, "paused on this instance; resume it to go on");
		}
		else if (owned.isEmpty()) {
			findings.add(PipelineState.STARTING, "no partition is assigned to this instance yet");
		}
		else if (lag > KEEPS_UP) {
			findings.add(PipelineState.CATCHING_UP, null);
		}
	}

	private static void judge(PartitionStatus partition, Findings findings) {
		PartitionStatus.Parked parked = partition.parked();
		if (parked == null) {
			return;
		}
		PipelineState state = switch (parked.cause()) {
			case "IMBALANCE" -> PipelineState.FAILED;
			case "OPERATOR" -> PipelineState.WAITING_ON_YOU;
			case "MEMORY" -> PipelineState.CATCHING_UP;
			default -> PipelineState.BACKING_OFF;
		};
		findings.add(state, partition.partition() + ": " + parked.message());
	}

	private static void judge(TableStatus table, Findings findings) {
		TableStatus.Problem problem = table.problem();
		if (problem != null) {
			findings.add((problem.needsOperator()) ? PipelineState.WAITING_ON_YOU : PipelineState.BACKING_OFF,
					table.table() + ": " + problem.message());
		}
	}

	private static PipelineStatus.Partition partition(OwnedPartition owned) {
		PartitionStatus status = owned.status();
		PartitionStatus.Parked parked = status.parked();
		return new PipelineStatus.Partition(status.partition().topic(), status.partition().partition(),
				status.position(), status.settled(), owned.committed(), owned.end(), owned.lag(), status.inFlight(),
				status.released(), status.totals(), (parked != null) ? parked.message() : null);
	}

	private static PipelineStatus.Table table(TableStatus table) {
		TableStatus.Problem problem = table.problem();
		return new PipelineStatus.Table(table.table().toString(), table.inFlight(), table.waiting(),
				(problem != null) ? problem.message() : null, (problem != null) ? problem.until() : null);
	}

	/** The worst state so far, and every reason. */
	private static final class Findings {

		private PipelineState state = PipelineState.RUNNING;

		private final List<String> reasons = new ArrayList<>();

		private void add(PipelineState found, @Nullable String reason) {
			if (found.compareTo(this.state) > 0) {
				this.state = found;
			}
			if (reason != null && !this.reasons.contains(reason)) {
				this.reasons.add(reason);
			}
		}

	}

}
