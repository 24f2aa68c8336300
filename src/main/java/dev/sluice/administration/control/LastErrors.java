package dev.sluice.administration.control;

import java.time.Instant;

import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what went wrong last with a pipeline on this instance. Thread-safe.
 */
final class LastErrors {

	private volatile @Nullable LastError last;

	void look(PipelineStatus status, Instant now) {
		status.findings()
			.stream()
			.filter((finding) -> finding.state().compareTo(PipelineState.BACKING_OFF) >= 0)
			.findFirst()
			.ifPresent((finding) -> this.last = new LastError(now, finding.part(), finding.reason()));
	}

	@Nullable LastError last() {
		return this.last;
	}

}
