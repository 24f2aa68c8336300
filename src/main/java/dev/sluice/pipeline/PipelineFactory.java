package dev.sluice.pipeline;

/**
 * Makes the path of records for each listener thread of one pipeline. Thread-safe.
 */
public final class PipelineFactory {

	private final PipelineParts parts;

	PipelineFactory(PipelineParts parts) {
		this.parts = parts;
	}

	/**
	 * A path of its own for a listener thread, which alone may use it.
	 * @param intake the thread's consumer
	 */
	public LoadPipeline create(Intake intake) {
		return new LoadPipeline(this.parts, intake);
	}

	/**
	 * Keeps the pipeline from going on until a person lets it.
	 */
	public PipelineHold hold() {
		return this.parts.hold();
	}

	public PipelineMetrics metrics() {
		return this.parts.metrics();
	}

}
