package dev.sluice.administration;

/**
 * How a pipeline fares, in one word; the same words in the API, the metrics and health.
 * Later ones are worse news.
 */
public enum PipelineState {

	/** It loads and keeps up. */
	RUNNING,

	/** It loads, and works off a backlog. */
	CATCHING_UP,

	/** It has no partitions yet. */
	STARTING,

	/** A person has paused it. */
	PAUSED,

	/** It hands over what is in flight. */
	DRAINING,

	/** A person has stopped it. */
	STOPPED,

	/** It loads, but something is not as it should be. */
	DEGRADED,

	/** Some of it waits for an outage to pass, and tries again by itself. */
	BACKING_OFF,

	/** Some of it waits until a person acts. */
	WAITING_ON_YOU,

	/** Some of it has stopped for good. */
	FAILED

}
