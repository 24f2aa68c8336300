package dev.sluice.administration;

import java.util.ArrayList;
import java.util.List;

/**
 * What is the matter with a pipeline: the worst state, and everything that led to it.
 */
final class Findings {

	private PipelineState worst = PipelineState.RUNNING;

	private final List<Finding> all = new ArrayList<>();

	/**
	 * Adds a state that needs no explanation.
	 */
	void add(PipelineState state) {
		if (state.compareTo(this.worst) > 0) {
			this.worst = state;
		}
	}

	void add(String part, PipelineState state, String reason, String action) {
		Finding finding = new Finding(part, state, reason, action);
		if (!this.all.contains(finding)) {
			this.all.add(finding);
		}
		add(state);
	}

	PipelineState state() {
		return this.worst;
	}

	List<Finding> all() {
		return List.copyOf(this.all);
	}

}
