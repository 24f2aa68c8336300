package dev.sluice.administration.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import org.jspecify.annotations.Nullable;

/**
 * Decides when there is something to report: an alert for each pipeline that comes to
 * wait for a person, again every period while it does; a heartbeat when none waits any
 * longer, and every period. Outages that pass by themselves are no alerts. Nothing is
 * said until a pipeline has had partitions. For one thread at a time.
 */
final class WebhookReports {

	/** Until a pipeline is past these, it is not known how it fares. */
	private static final Set<PipelineState> UNJUDGED = EnumSet.of(PipelineState.STARTING, PipelineState.STOPPED,
			PipelineState.DRAINING);

	private final Map<String, Instant> alerts = new HashMap<>();

	private final WebhookPayloads payloads;

	private final Duration period;

	private @Nullable Instant heartbeat;

	private boolean judged;

	WebhookReports(WebhookPayloads payloads, Duration period) {
		this.payloads = payloads;
		this.period = period;
	}

	/**
	 * The payloads that are due now; they count as sent.
	 */
	List<String> due(Collection<PipelineStatus> pipelines, Instant now) {
		this.judged |= pipelines.stream().anyMatch((pipeline) -> !UNJUDGED.contains(pipeline.state()));
		List<PipelineStatus> waiting = pipelines.stream()
			.filter((pipeline) -> waitsForPerson(pipeline.state()))
			.toList();
		this.alerts.keySet().retainAll(waiting.stream().map(PipelineStatus::name).collect(Collectors.toSet()));
		return (waiting.isEmpty()) ? heartbeats(now) : alerts(waiting, now);
	}

	private List<String> heartbeats(Instant now) {
		if (!this.judged || !isDue(this.heartbeat, now)) {
			return List.of();
		}
		this.heartbeat = now;
		return List.of(this.payloads.heartbeat());
	}

	private List<String> alerts(List<PipelineStatus> waiting, Instant now) {
		this.heartbeat = null;
		List<String> due = new ArrayList<>();
		for (PipelineStatus pipeline : waiting) {
			if (isDue(this.alerts.get(pipeline.name()), now)) {
				this.alerts.put(pipeline.name(), now);
				due.add(this.payloads.alert(message(pipeline)));
			}
		}
		return due;
	}

	private boolean isDue(@Nullable Instant last, Instant now) {
		return last == null || !now.isBefore(last.plus(this.period));
	}

	private static String message(PipelineStatus pipeline) {
		return pipeline.findings()
			.stream()
			.filter((finding) -> waitsForPerson(finding.state()))
			.map(WebhookReports::text)
			.collect(Collectors.joining("; ", "Pipeline " + pipeline.name() + ": ", ""));
	}

	private static String text(Finding finding) {
		return finding.part() + ": " + finding.reason();
	}

	private static boolean waitsForPerson(PipelineState state) {
		return state == PipelineState.WAITING_ON_YOU || state == PipelineState.FAILED;
	}

}
