package dev.sluice.repeater;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sluice.intake.ListenerRegistrar;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.InstanceRole;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * The repeaters of all pipelines of this instance. Looks regularly whether there are
 * failed inserts, and has them repeated. Thread-safe.
 */
public class Repeaters implements ListenerRegistrar.Intakes {

	private static final Logger logger = LoggerFactory.getLogger(Repeaters.class);

	private final Map<String, Repeater> repeaters;

	private final GroupProgress groups;

	private final boolean enabled;

	private final InstanceRole role;

	private final Executor executor;

	private final AtomicBoolean busy = new AtomicBoolean();

	/**
	 * Repeaters.
	 * @param repeaters the repeaters by the names of their pipelines
	 * @param groups counts failed inserts
	 * @param enabled whether an instance that loads repeats them, too
	 * @param role what this instance does
	 * @param executor runs what waits for Kafka
	 */
	Repeaters(Map<String, Repeater> repeaters, GroupProgress groups, boolean enabled, InstanceRole role,
			Executor executor) {
		this.repeaters = Map.copyOf(repeaters);
		this.groups = groups;
		this.enabled = enabled;
		this.role = role;
		this.executor = executor;
	}

	/**
	 * Looks whether there are failed inserts.
	 */
	@Scheduled(fixedDelayString = "${sluice.repeater.interval:10s}")
	public void look() {
		if (this.busy.compareAndSet(false, true)) {
			this.executor.execute(this::lookAtAll);
		}
	}

	private void lookAtAll() {
		try {
			this.repeaters.values().forEach(this::lookAt);
		}
		finally {
			this.busy.set(false);
		}
	}

	private void lookAt(Repeater repeater) {
		try {
			Map<SourcePartition, Long> ends = this.groups.ends(sources(repeater));
			repeater.found(this.groups.left(this.groups.committed(repeater.intake().groupId()), ends));
			if (this.role.loads() ? this.enabled : this.role.repeats()) {
				repeater.follow();
			}
		}
		catch (KafkaException ex) {
			logger.atWarn()
				.addKeyValue("repeater", repeater.intake().name())
				.addKeyValue("cause", ex.toString())
				.log("failed inserts could not be counted");
		}
	}

	/** Only an instance that loads has heard of all source topics. */
	private Collection<SourcePartition> sources(Repeater repeater) {
		return this.role.loads() ? repeater.sources() : this.groups.partitions(repeater.intake()::reads);
	}

	Map<String, Repeater> all() {
		return this.repeaters;
	}

	/**
	 * The repeater of a pipeline, or {@code null} if there is no such pipeline.
	 */
	public @Nullable Repeater of(String pipeline) {
		return this.repeaters.get(pipeline);
	}

	@Override
	public @Nullable PipelineIntake find(String pipeline) {
		Repeater repeater = of(pipeline);
		return (repeater != null) ? repeater.intake() : null;
	}

}
