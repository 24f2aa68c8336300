package dev.sluice.repeater;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sluice.intake.ListenerRegistrar;
import dev.sluice.intake.PipelineIntake;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * The replays of all pipelines of this instance. Thread-safe.
 */
public class Replays implements ListenerRegistrar.Intakes {

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
		boolean any = this.replays.values().stream().anyMatch((replay) -> replay.intake().running());
		if (any && this.busy.compareAndSet(false, true)) {
			this.executor.execute(this::lookAtAll);
		}
	}

	private void lookAtAll() {
		try {
			this.replays.values().forEach(Replay::look);
		}
		catch (KafkaException ex) {
			logger.atWarn().addKeyValue("cause", ex.toString()).log("the progress of a replay could not be read");
		}
		finally {
			this.busy.set(false);
		}
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

}
