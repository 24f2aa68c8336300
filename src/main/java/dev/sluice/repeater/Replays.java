package dev.sluice.repeater;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.sluice.intake.ListenerRegistrar;
import dev.sluice.intake.PipelineIntake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * The replays of all pipelines of this instance. Thread-safe.
 */
public class Replays implements ListenerRegistrar.Intakes, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Replays.class);

	private final Map<String, Replay> replays;

	private final Executor executor;

	private final AtomicBoolean busy = new AtomicBoolean();

	/**
	 * Replays.
	 * @param replays the replays by the names of their pipelines
	 * @param executor runs what waits for Kafka
	 */
	Replays(Map<String, Replay> replays, Executor executor) {
		this.replays = Map.copyOf(replays);
		this.executor = executor;
	}

	/**
	 * Looks how replays fare.
	 */
	@Scheduled(fixedDelay = 1000)
	public void look() {
		boolean any = this.replays.values().stream().anyMatch(Replay::running);
		if (any && this.busy.compareAndSet(false, true)) {
			this.executor.execute(this::lookAtAll);
		}
	}

	private void lookAtAll() {
		try {
			each(Replay::look, "the progress of a replay could not be read");
		}
		finally {
			this.busy.set(false);
		}
	}

	/** The trouble of one is not that of the others. */
	private void each(Consumer<Replay> action, String trouble) {
		this.replays.forEach((pipeline, replay) -> {
			try {
				action.accept(replay);
			}
			catch (RuntimeException ex) {
				logger.atWarn().addKeyValue("pipeline", pipeline).addKeyValue("cause", ex.toString()).log(trouble);
			}
		});
	}

	/**
	 * Has somebody told of the ends of replays on this instance.
	 * @param listener takes the pipeline's name, and how its replay has fared
	 */
	public void whenOneEnds(BiConsumer<String, ReplayStatus> listener) {
		this.replays.forEach((pipeline, replay) -> replay.whenEnded((status) -> listener.accept(pipeline, status)));
	}

	/**
	 * The replays of all pipelines, by the pipelines' names.
	 */
	public Map<String, Replay> all() {
		return this.replays;
	}

	/**
	 * The replay of a pipeline, or {@code null} if there is no such pipeline.
	 */
	public @Nullable Replay of(String pipeline) {
		return this.replays.get(pipeline);
	}

	@Override
	public @Nullable PipelineIntake find(String pipeline) {
		Replay replay = of(pipeline);
		return (replay != null) ? replay.intake() : null;
	}

	/**
	 * Tells others that replays of this instance have ended, so that they need not wait
	 * until they believe it.
	 */
	@Override
	public void close() {
		each(Replay::end, "the end of a replay could not be told");
	}

}
