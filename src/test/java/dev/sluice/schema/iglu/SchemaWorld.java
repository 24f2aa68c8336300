package dev.sluice.schema.iglu;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas whose repositories answer as a test says, at times that it sets; all that is
 * due is done at once.
 */
final class SchemaWorld {

	static final SchemaKey CLICK = SchemaKey.parse("iglu:com.acme/click/jsonschema/1-0-0");

	private final Instant start = Instant.parse("2026-01-01T00:00:00Z");

	private final Queue<Task> tasks = new PriorityQueue<>(
			Comparator.comparing(Task::at).thenComparingLong(Task::number));

	private final Map<RepositorySettings, Function<SchemaKey, RepositoryAnswer>> repositories = new LinkedHashMap<>();

	private final List<SchemaKey> asked = new ArrayList<>();

	private Instant now = this.start;

	private long number;

	private @Nullable ResolvedSchemas schemas;

	/**
	 * Adds a repository.
	 * @param answers what it says
	 */
	SchemaWorld repository(String name, String uri, Function<SchemaKey, RepositoryAnswer> answers) {
		this.repositories.put(new RepositorySettings(name, 0, List.of(), RepositorySettings.Connection.of(uri, null)),
				answers);
		return this;
	}

	SchemaWorld open(int cacheSize, @Nullable Duration ttl, @Nullable Duration giveUpAfter) {
		InstantSource clock = () -> this.now;
		List<Repository> all = this.repositories.keySet().stream().map(this::scripted).toList();
		this.schemas = new ResolvedSchemas(
				new ResolverSettings(cacheSize, ttl, List.copyOf(this.repositories.keySet()), List.of()), all,
				giveUpAfter, clock, this::later, new SimpleMeterRegistry());
		return this;
	}

	private Repository scripted(RepositorySettings settings) {
		return new Repository() {
			@Override
			public RepositorySettings settings() {
				return settings;
			}

			@Override
			public CompletionStage<RepositoryAnswer> ask(SchemaKey key) {
				SchemaWorld.this.asked.add(key);
				Function<SchemaKey, RepositoryAnswer> answers = SchemaWorld.this.repositories.get(settings);
				RepositoryAnswer answer = answers.apply(key);
				if (answer instanceof RepositoryAnswer.Document document) {
					describe((ObjectNode) document.document(), key);
				}
				return CompletableFuture.completedFuture(answer);
			}
		};
	}

	private static void describe(ObjectNode document, SchemaKey key) {
		document.put("$schema", SelfDescribingSchema.METASCHEMA)
			.putObject("self")
			.put("vendor", key.vendor())
			.put("name", key.name())
			.put("format", key.format())
			.put("version", key.version().toString());
	}

	private void later(Duration delay, Runnable task) {
		Instant at = delay.isNegative() ? this.now : this.now.plus(delay);
		this.tasks.add(new Task(at, this.number++, task));
	}

	/**
	 * Moves to a time after the start, and does what is due until then.
	 */
	SchemaWorld at(Duration sinceStart) {
		Instant target = this.start.plus(sinceStart);
		while (!this.tasks.isEmpty() && !this.tasks.peek().at().isAfter(target)) {
			Task task = this.tasks.remove();
			this.now = task.at().isAfter(this.now) ? task.at() : this.now;
			task.action().run();
		}
		this.now = target;
		return this;
	}

	SchemaWorld atSeconds(double seconds) {
		return at(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	/** Does what is due now. */
	private void settle() {
		at(Duration.between(this.start, this.now));
	}

	/** What is said at first, before anything has been looked up. */
	SchemaAnswer<IgluSchema> first(SchemaKey key) {
		return opened().schema(key);
	}

	SchemaAnswer<IgluSchema> schema(SchemaKey key) {
		opened().schema(key);
		settle();
		return opened().schema(key);
	}

	SchemaAnswer<List<IgluSchema>> upTo(SchemaKey highest) {
		opened().upTo(highest);
		settle();
		return opened().upTo(highest);
	}

	void forgetMissing() {
		opened().forgetMissing();
	}

	private ResolvedSchemas opened() {
		if (this.schemas == null) {
			throw new IllegalStateException("open it first");
		}
		return this.schemas;
	}

	/** What repositories were asked for since this was called last. */
	List<SchemaKey> asked() {
		List<SchemaKey> all = List.copyOf(this.asked);
		this.asked.clear();
		return all;
	}

	static RepositoryAnswer document(String title) {
		return new RepositoryAnswer.Document(JsonMapper.shared().createObjectNode().put("title", title));
	}

	static RepositoryAnswer notFound() {
		return new RepositoryAnswer.Refusal(LookupError.NOT_FOUND);
	}

	static RepositoryAnswer away() {
		return new RepositoryAnswer.Refusal(LookupError.repository("connection refused"));
	}

	/** Answers that come one after the other, the last one for ever. */
	static Function<SchemaKey, RepositoryAnswer> oneByOne(RepositoryAnswer... answers) {
		Queue<RepositoryAnswer> rest = new ArrayDeque<>(List.of(answers));
		return (key) -> (rest.size() > 1) ? rest.remove() : rest.element();
	}

	private record Task(Instant at, long number, Runnable action) {

	}

}
