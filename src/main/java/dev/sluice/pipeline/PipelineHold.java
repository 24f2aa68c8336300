package dev.sluice.pipeline;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a pipeline from taking records until a person lets it go on: too many of its
 * records are bad. Shared by the pipeline's listener threads. Thread-safe.
 */
public final class PipelineHold {

	private final AtomicInteger lifts = new AtomicInteger();

	private volatile @Nullable String reason;

	/**
	 * Holds the pipeline.
	 * @param why the reason, for people
	 */
	public void because(String why) {
		this.reason = why;
	}

	/**
	 * Lets the pipeline go on.
	 */
	public void lift() {
		this.lifts.incrementAndGet();
		this.reason = null;
	}

	/**
	 * How often it was let go on.
	 */
	int lifts() {
		return this.lifts.get();
	}

	/**
	 * Why the pipeline is held, or {@code null} if it is not.
	 */
	public @Nullable String reason() {
		return this.reason;
	}

}
