package dev.sluice.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.sluice.intake.IntakeMonitor.OwnedPartition;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.PartitionStatus;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Watches how pipelines fare over time. Thread-safe.
 */
class PipelineWatch {

	private final Map<String, PipelineTrend> trends = new ConcurrentHashMap<>();

	private final PipelineIntakes intakes;

	private final TopicFacts topics;

	private final Clock clock;

	PipelineWatch(PipelineIntakes intakes, TopicFacts topics, Clock clock) {
		this.intakes = intakes;
		this.topics = topics;
		this.clock = clock;
	}

	@Scheduled(fixedRate = 10_000)
	void sample() {
		this.topics.askForAnswer();
		for (PipelineIntake intake : this.intakes.all()) {
			trend(intake).sample(this.clock.instant(), lag(intake), intake.metrics().settled(),
					intake.metrics().dead());
			List<SourcePartition> owned = intake.monitor()
				.partitions()
				.stream()
				.map((partition) -> partition.status().partition())
				.toList();
			this.topics.askForEnds(owned, intake.monitor()::ends);
		}
	}

	@Scheduled(initialDelay = 15_000, fixedRate = 300_000)
	void askForRetention() {
		this.topics.askForRetention(this.intakes.all()
			.stream()
			.flatMap((intake) -> intake.monitor().partitions().stream())
			.map((owned) -> owned.status().partition().topic())
			.collect(Collectors.toSet()));
	}

	PipelineTrend trend(PipelineIntake intake) {
		return this.trends.computeIfAbsent(intake.name(), (name) -> new PipelineTrend());
	}

	static long lag(PipelineIntake intake) {
		return intake.monitor()
			.partitions()
			.stream()
			.map(OwnedPartition::lag)
			.filter(Objects::nonNull)
			.mapToLong(Long::longValue)
			.sum();
	}

	/**
	 * How long the oldest record that this instance has begun and not settled has been
	 * under way since its timestamp; nothing if there is none.
	 */
	Duration oldest(PipelineIntake intake) {
		return intake.monitor()
			.partitions()
			.stream()
			.map(PipelineWatch::oldestWaiting)
			.filter(Objects::nonNull)
			.map((since) -> Duration.between(since, this.clock.instant()))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	private static @Nullable Instant oldestWaiting(OwnedPartition owned) {
		PartitionStatus status = owned.status();
		boolean standsStill = status.parked() != null && status.oldestInFlight() == null;
		return (standsStill) ? status.readUpTo() : status.oldestInFlight();
	}

	/**
	 * How long until retention deletes the first record that is not settled; {@code null}
	 * if everything is, or that is unknown. Retention by size is not foreseen.
	 */
	@Nullable Duration unreadExpireIn(PipelineIntake intake) {
		return intake.monitor()
			.partitions()
			.stream()
			.map(this::expiresIn)
			.filter(Objects::nonNull)
			.min(Duration::compareTo)
			.orElse(null);
	}

	private @Nullable Duration expiresIn(OwnedPartition owned) {
		PartitionStatus status = owned.status();
		Duration kept = this.topics.retention(status.partition().topic());
		Instant first = (status.oldestInFlight() != null) ? status.oldestInFlight() : status.readUpTo();
		Long lag = owned.lag();
		if (kept == null || first == null || lag == null || lag == 0) {
			return null;
		}
		return Duration.between(this.clock.instant(), first.plus(kept));
	}

}
