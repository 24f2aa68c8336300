package dev.sluice.administration.control;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.administration.control.ControlValue.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions that this instance knows and the log does not hold, or would not hold
 * once it is compacted: they are written to it again, for those who start later. Several
 * instances may do so at once. Used by the thread that reads the log.
 */
final class LostDecisions {

	private static final Logger logger = LoggerFactory.getLogger(LostDecisions.class);

	private final ControlLog log;

	private final ControlView view;

	private final List<PipelineKey> pipelines;

	private final Set<PipelineKey> lost = new LinkedHashSet<>();

	LostDecisions(ControlLog log, ControlView view, Collection<PipelineKey> pipelines) {
		this.log = log;
		this.view = view;
		this.pipelines = List.copyOf(pipelines);
	}

	/**
	 * Takes all for lost until they are read.
	 */
	void begins() {
		this.lost.addAll(this.pipelines);
	}

	/**
	 * Takes those for lost whose records are gone.
	 */
	void expired(long before) {
		this.pipelines.stream()
			.filter((pipeline) -> this.view.decision(pipeline).generation() < before)
			.forEach(this.lost::add);
	}

	/**
	 * Looks at a record that the view has taken note of.
	 */
	void read(ControlKey key, @Nullable ControlValue value) {
		if (key.kind() != Kind.STATE) {
			return;
		}
		PipelineKey pipeline = key.pipelineKey();
		if (value instanceof State state && this.view.decision(pipeline).after(state.at())) {
			this.lost.add(pipeline);
		}
		else {
			this.lost.remove(pipeline);
		}
	}

	/**
	 * Writes them again. They are lost until they are read.
	 */
	void restore() {
		this.lost.removeIf((pipeline) -> this.view.decision(pipeline).by() == null);
		this.lost.forEach((pipeline) -> restore(pipeline, this.view.decision(pipeline)));
	}

	private void restore(PipelineKey pipeline, Decision decision) {
		if (decision.by() == null || decision.since() == null) {
			return;
		}
		State again = new State(ControlValue.VERSION, decision.wanted(), decision.by(), decision.since(), true);
		CompletableFuture<Void> unused = this.log.append(ControlKey.of(Kind.STATE, pipeline), again)
			.thenAccept((offset) -> logger.atWarn()
				.addKeyValue("pipeline", pipeline.pipeline())
				.addKeyValue("group", pipeline.group())
				.addKeyValue("decision", decision.clause())
				.log("control topic had lost what is decided of a pipeline, it is written again"));
	}

}
