package dev.sluice.mutator.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.deadletter.SideTopic;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.mutator.TypeAnnouncements;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces types on the types topic of one pipeline: at once, unless others have just
 * been announced; then they are gathered for a while. What was announced is announced
 * again only if rows still lack its column {@link #AGAIN} later. What the topic does not
 * take is tried again by the clock, so that the rows which wait for it are kept once
 * only. Thread-safe.
 * <p>
 * The lock guards what is gathered and what is known; it is held for moments only, since
 * a topic takes records without waiting for Kafka.
 */
final class TypesPublisher implements TypeAnnouncements {

	/** Somebody may have lost it, or dropped the column. */
	private static final Duration AGAIN = Duration.ofMinutes(1);

	private static final Duration RETRY = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(TypesPublisher.class);

	private final String pipeline;

	private final SideTopic topic;

	private final MutatorProperties.Types settings;

	private final InstantSource clock;

	private final Executor executor;

	private final Object lock = new Object();

	@GuardedBy("lock")
	private final Map<Needed, Announcement> announced = new HashMap<>();

	@GuardedBy("lock")
	private final Gathering<Needed> gathering;

	@GuardedBy("lock")
	private Instant last = Instant.MIN;

	/**
	 * A publisher.
	 * @param pipeline the pipeline's name
	 * @param topic the topic
	 * @param settings how types are announced
	 * @param clock tells the time
	 * @param executor runs what must be done later
	 */
	TypesPublisher(String pipeline, SideTopic topic, MutatorProperties.Types settings, InstantSource clock,
			Executor executor) {
		this.pipeline = pipeline;
		this.topic = topic;
		this.settings = settings;
		this.clock = clock;
		this.executor = executor;
		this.gathering = new Gathering<>(settings.batch());
	}

	@Override
	public CompletionStage<Void> announce(TableName table, Collection<ShreddedType> types) {
		Instant now = this.clock.instant();
		List<Needed> fresh = new ArrayList<>();
		List<CompletableFuture<Void>> all = new ArrayList<>();
		synchronized (this.lock) {
			for (ShreddedType type : types) {
				Needed needed = new Needed(table, type);
				Announcement known = this.announced.get(needed);
				if (known == null || known.isOutdated(now)) {
					known = new Announcement(now, new CompletableFuture<>());
					this.announced.put(needed, known);
					fresh.add(needed);
				}
				all.add(known.published());
			}
			if (!fresh.isEmpty()) {
				gather(fresh, now);
			}
		}
		return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
	}

	@Override
	public void prepare(String source) {
		this.topic.prepare(source);
	}

	@Override
	public @Nullable String problem() {
		return this.topic.problem();
	}

	@GuardedBy("lock")
	private void gather(List<Needed> fresh, Instant now) {
		boolean first = this.gathering.isEmpty();
		Set<Needed> enough = this.gathering.add(fresh);
		if (enough != null) {
			publish(enough, now);
		}
		else if (first) {
			Duration wait = Duration.between(now, this.last.plus(this.settings.interval()));
			if (wait.isNegative() || wait.isZero()) {
				publish(this.gathering.take(), now);
			}
			else {
				later(wait).execute(this::due);
			}
		}
	}

	private Executor later(Duration delay) {
		return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.executor);
	}

	private void due() {
		synchronized (this.lock) {
			if (!this.gathering.isEmpty()) {
				publish(this.gathering.take(), this.clock.instant());
			}
		}
	}

	@GuardedBy("lock")
	private void publish(Set<Needed> types, Instant now) {
		this.last = now;
		Map<TableName, List<Needed>> byTable = new HashMap<>();
		types.forEach((needed) -> byTable.computeIfAbsent(needed.table(), (table) -> new ArrayList<>()).add(needed));
		byTable.forEach(this::publish);
	}

	@GuardedBy("lock")
	private void publish(TableName table, List<Needed> types) {
		List<CompletableFuture<Void>> waiting = new ArrayList<>();
		for (Needed needed : types) {
			Announcement announcement = this.announced.get(needed);
			if (announcement != null) {
				waiting.add(announcement.published());
			}
		}
		Map<String, String> headers = Map.of(DeadLetterHeaders.PIPELINE, this.pipeline, DeadLetterHeaders.TABLE,
				table.toString());
		byte[] key = table.toString().getBytes(StandardCharsets.UTF_8);
		List<CompletableFuture<Void>> sent = TypesMessages
			.of(types.stream().map(Needed::type).toList(), this.settings.format())
			.stream()
			.map((message) -> this.topic.send(key, message, headers).toCompletableFuture())
			.toList();
		CompletionStage<Void> all = CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
		all.whenCompleteAsync((done, failure) -> answered(table, types, waiting, failure), this.executor);
	}

	private void answered(TableName table, List<Needed> types, List<CompletableFuture<Void>> waiting,
			@Nullable Throwable failure) {
		if (failure == null) {
			logger.atInfo()
				.addKeyValue("topic", this.topic.name())
				.addKeyValue("types", types.stream().map((needed) -> needed.type().key().uri()).toList())
				.log("types announced");
			waiting.forEach((published) -> published.complete(null));
			return;
		}
		logger.atWarn()
			.addKeyValue("topic", this.topic.name())
			.addKeyValue("cause", failure.toString())
			.addKeyValue("retryInMillis", RETRY.toMillis())
			.log("types not announced, they are tried again");
		later(RETRY).execute(() -> again(table, types));
	}

	private void again(TableName table, List<Needed> types) {
		synchronized (this.lock) {
			publish(table, types);
		}
	}

	/**
	 * A type that a table lacks.
	 *
	 * @param table the table
	 * @param type the type
	 */
	private record Needed(TableName table, ShreddedType type) {

	}

	/**
	 * When a type was announced.
	 *
	 * @param at when
	 * @param published completes when that is sure
	 */
	private record Announcement(Instant at, CompletableFuture<Void> published) {

		boolean isOutdated(Instant now) {
			return this.published.isDone() && now.isAfter(this.at.plus(AGAIN));
		}

	}

}
