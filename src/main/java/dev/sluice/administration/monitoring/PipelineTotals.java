package dev.sluice.administration.monitoring;

import java.util.Collection;
import java.util.List;

import dev.sluice.administration.PipelineStatus;
import dev.sluice.administration.PipelineStatusReader;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.PipelineMetrics;

/**
 * Reads what the pipelines of this instance have counted, and how they fare. Thread-safe.
 */
final class PipelineTotals {

	private final PipelineIntakes intakes;

	private final PipelineStatusReader reader;

	PipelineTotals(PipelineIntakes intakes, PipelineStatusReader reader) {
		this.intakes = intakes;
		this.reader = reader;
	}

	Collection<PipelineStatus> statuses() {
		return this.intakes.all().stream().map(this.reader::read).toList();
	}

	/**
	 * The sums since the start of the process.
	 */
	StatsdSnapshot snapshot() {
		List<StatsdSnapshot> each = this.intakes.all().stream().map(this::snapshot).toList();
		return each.stream().reduce(StatsdSnapshot.NOTHING, StatsdSnapshot::plus);
	}

	private StatsdSnapshot snapshot(PipelineIntake intake) {
		PipelineMetrics metrics = intake.metrics();
		PipelineStatus.Pace pace = this.reader.read(intake).pace();
		long stored = pace.freshness().max().toMillis();
		return new StatsdSnapshot(metrics.stored(), metrics.waiting(), metrics.bad(),
				Math.max(stored, pace.oldest().toMillis()), (stored > 0) ? stored : null);
	}

}
