package dev.sluice.schema.iglu;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all repositories have said of a schema that none has given. Unchangeable.
 */
final class LookupFailures {

	static final LookupFailures NONE = new LookupFailures(Map.of());

	/** Iglu Central and its mirrors, which all hold the same. */
	private static final Pattern CENTRAL = Pattern.compile(".*\\biglucentral\\b.*");

	/** Files are asked again soon, since asking costs nothing. */
	private static final Duration FILES_TTL = Duration.ofSeconds(5);

	private final Map<RepositorySettings, LookupHistory> histories;

	private LookupFailures(Map<RepositorySettings, LookupHistory> histories) {
		this.histories = histories;
	}

	/**
	 * The failures after another one.
	 */
	LookupFailures with(RepositorySettings repository, LookupError error, Instant at) {
		Map<RepositorySettings, LookupHistory> all = new LinkedHashMap<>(this.histories);
		LookupHistory before = all.get(repository);
		all.put(repository, (before != null) ? before.then(error, at) : LookupHistory.first(error, at));
		return new LookupFailures(all);
	}

	/**
	 * The failures without each word that there is no such schema which has become old.
	 * @param ttl how long such a word holds, or {@code null} for ever
	 */
	LookupFailures at(Instant now, @Nullable Duration ttl) {
		Map<RepositorySettings, LookupHistory> all = new LinkedHashMap<>();
		this.histories.forEach((repository, history) -> {
			Instant end = notFoundUntil(repository, history, ttl);
			boolean old = history.isNotFound() && !now.isBefore(end);
			all.put(repository, old ? history.withoutNotFound() : history);
		});
		return new LookupFailures(all);
	}

	private static Instant notFoundUntil(RepositorySettings repository, LookupHistory history, @Nullable Duration ttl) {
		if (repository.connection() instanceof RepositorySettings.Directory) {
			return history.lastAttempt().plus(FILES_TTL);
		}
		return (ttl != null) ? history.lastAttempt().plus(ttl) : Instant.MAX;
	}

	/**
	 * Whether a repository is to be asked in a round of asking: it has not been, it was
	 * away, or its answer has become old.
	 */
	boolean isDue(RepositorySettings repository, Instant now) {
		LookupHistory history = this.histories.get(repository);
		return history == null || !history.isAnswered() || !now.isBefore(nextAttempt(repository, history, null));
	}

	/**
	 * From when on any repository may be asked again; {@link Instant#MAX} if none will.
	 * @param ttl how long the word holds that there is no such schema, or {@code null}
	 * for ever
	 */
	Instant nextAttempt(@Nullable Duration ttl) {
		return this.histories.entrySet()
			.stream()
			.map((entry) -> nextAttempt(entry.getKey(), entry.getValue(), ttl))
			.min(Instant::compareTo)
			.orElse(Instant.MAX);
	}

	private static Instant nextAttempt(RepositorySettings repository, LookupHistory history, @Nullable Duration ttl) {
		if (history.isNotFound()) {
			return notFoundUntil(repository, history, ttl);
		}
		boolean fixed = repository.connection() instanceof RepositorySettings.ClassPath && !history.errors().isEmpty()
				&& history.isAnswered();
		return fixed ? Instant.MAX : history.nextAttempt();
	}

	/**
	 * Whether the schema does not exist, as far as the repositories know: all have
	 * answered so, where Iglu Central and its mirrors count as one.
	 */
	boolean isNotFound() {
		boolean central = false;
		boolean centralAnswered = false;
		for (Map.Entry<RepositorySettings, LookupHistory> entry : this.histories.entrySet()) {
			LookupHistory history = entry.getValue();
			if (isCentral(entry.getKey())) {
				central = true;
				centralAnswered |= history.errors().stream().anyMatch(LookupError::isAnswer);
			}
			else if (!history.isAnswered()) {
				return false;
			}
		}
		return !central || centralAnswered;
	}

	private static boolean isCentral(RepositorySettings repository) {
		if (repository.connection() instanceof RepositorySettings.Http http) {
			URI uri = http.uri();
			return uri.getHost() != null && CENTRAL.matcher(uri.getHost()).matches();
		}
		return false;
	}

	/**
	 * Which repositories do not answer, and why, in words.
	 */
	String outage() {
		StringBuilder text = new StringBuilder();
		this.histories.forEach((repository, history) -> {
			if (!history.isAnswered()) {
				text.append(text.isEmpty() ? "" : "; ").append("Iglu repository ").append(repository.name());
				text.append(" does not answer: ").append(latest(history).message());
			}
		});
		return text.toString();
	}

	private static LookupError latest(LookupHistory history) {
		return history.errors().stream().reduce((earlier, later) -> later).orElse(LookupError.NOT_FOUND);
	}

	/**
	 * The failures as the JSON of Iglu's {@code ResolutionError}.
	 */
	String toJson() {
		ObjectNode json = JsonMapper.shared().createObjectNode().put("error", "ResolutionError");
		ArrayNode list = json.putArray("lookupHistory");
		Map<String, LookupHistory> byName = new TreeMap<>();
		this.histories.forEach((repository, history) -> byName.put(repository.name(), history));
		byName.forEach((name, history) -> {
			ObjectNode one = list.addObject().put("repository", name);
			ArrayNode errors = one.putArray("errors");
			history.errors().forEach((error) -> write(error, errors.addObject()));
			one.put("attempts", history.attempts()).put("lastAttempt", history.lastAttempt().toString());
		});
		return json.toString();
	}

	private static void write(LookupError error, ObjectNode json) {
		json.put("error", error.kind().word());
		if (error.kind() != LookupError.Kind.NOT_FOUND) {
			json.put("message", error.message());
		}
	}

}
