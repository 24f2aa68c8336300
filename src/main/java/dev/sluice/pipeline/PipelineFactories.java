package dev.sluice.pipeline;

import java.util.Map;

/**
 * The factories of all pipelines of this instance.
 */
public final class PipelineFactories {

	private final Map<String, PipelineFactory> factories;

	PipelineFactories(Map<String, PipelineFactory> factories) {
		this.factories = Map.copyOf(factories);
	}

	/**
	 * The factory of a pipeline.
	 * @throws IllegalArgumentException if there is no such pipeline
	 */
	public PipelineFactory factory(String pipeline) {
		PipelineFactory factory = this.factories.get(pipeline);
		if (factory == null) {
			throw new IllegalArgumentException("there is no pipeline '" + pipeline + "'");
		}
		return factory;
	}

}
