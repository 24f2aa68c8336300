package dev.sluice.administration.monitoring;

import java.time.Duration;
import java.util.List;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import dev.sluice.pipeline.PipelineMetrics;
import dev.sluice.pipeline.Totals;

/**
 * Makes pipelines that fare one way or another.
 */
final class Statuses {

	private Statuses() {
	}

	static PipelineStatus of(String name, PipelineState state, Finding... findings) {
		PipelineStatus.Pace pace = new PipelineStatus.Pace(null, null,
				new PipelineMetrics.Freshness(Duration.ZERO, Duration.ZERO), Duration.ZERO, 0);
		return new PipelineStatus(name, state, List.of(findings), "sluice-" + name, "d." + name, 0, pace,
				Totals.startingAt(0), List.of(), List.of(), List.of());
	}

	static PipelineStatus waiting(String name, String reason) {
		return of(name, PipelineState.WAITING_ON_YOU,
				new Finding("table d." + name, PipelineState.WAITING_ON_YOU, reason, "mend it"));
	}

}
