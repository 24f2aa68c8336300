package dev.sluice.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The intakes of all pipelines of this instance.
 */
public final class PipelineIntakes implements ListenerRegistrar.Intakes {

	private final Map<String, PipelineIntake> intakes;

	PipelineIntakes(Map<String, PipelineIntake> intakes) {
		this.intakes = Map.copyOf(intakes);
	}

	/**
	 * The intakes in the order of their names.
	 */
	public Collection<PipelineIntake> all() {
		return List.copyOf(new TreeMap<>(this.intakes).values());
	}

	@Override
	public @Nullable PipelineIntake find(String pipeline) {
		return this.intakes.get(pipeline);
	}

}
