package dev.sluice.schema.iglu;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository of which is known how it fares. Thread-safe.
 */
final class WatchedRepository implements Repository {

	private static final Logger logger = LoggerFactory.getLogger(WatchedRepository.class);

	private final Repository repository;

	private final InstantSource clock;

	private final MeterRegistry registry;

	private final AtomicReference<RepositoryStatus> status;

	WatchedRepository(Repository repository, InstantSource clock, MeterRegistry registry) {
		this.repository = repository;
		this.clock = clock;
		this.registry = registry;
		this.status = new AtomicReference<>(RepositoryStatus.unasked(repository.settings()));
		Gauge
			.builder("sluice.iglu.repository.up", this.status,
					(now) -> Objects.requireNonNull(now.get()).answers() ? 1 : 0)
			.description("Whether an Iglu repository has answered when it was asked last")
			.tag("repository", name())
			.register(registry);
	}

	@Override
	public RepositorySettings settings() {
		return this.repository.settings();
	}

	RepositoryStatus status() {
		return Objects.requireNonNull(this.status.get());
	}

	@Override
	public CompletionStage<RepositoryAnswer> ask(SchemaKey key) {
		Instant begin = this.clock.instant();
		return this.repository.ask(key).whenComplete((answer, fault) -> {
			if (fault == null) {
				note(answer, Duration.between(begin, this.clock.instant()));
			}
		});
	}

	private void note(RepositoryAnswer answer, Duration took) {
		String outcome = "found";
		Instant now = this.clock.instant();
		if (answer instanceof RepositoryAnswer.Refusal refusal) {
			outcome = refusal.error().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
			if (!refusal.error().isAnswer()) {
				failed(now, refusal.error().message());
			}
			else {
				answered(now);
			}
		}
		else {
			answered(now);
		}
		Timer.builder("sluice.iglu.request")
			.description("Requests to an Iglu repository, by what they have led to")
			.tags("repository", name(), "outcome", outcome)
			.register(this.registry)
			.record(took);
	}

	private void answered(Instant now) {
		RepositoryStatus before = this.status.getAndUpdate((known) -> known.answered(now));
		if (!before.answers()) {
			logger.atInfo()
				.addKeyValue("repository", name())
				.addKeyValue("since", before.since())
				.log("Iglu repository answers again");
		}
	}

	private void failed(Instant now, String why) {
		RepositoryStatus before = this.status.getAndUpdate((known) -> known.failed(now, why));
		if (before.answers()) {
			logger.atWarn()
				.addKeyValue("repository", name())
				.addKeyValue("location", before.location())
				.addKeyValue("cause", why)
				.log("Iglu repository does not answer");
		}
	}

}
