package dev.sluice.schema.iglu;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import tools.jackson.databind.JsonNode;

/**
 * Asks one repository after the other for a schema, until one has it. Thread-safe; keeps
 * nothing.
 */
final class SchemaResolver {

	private final List<Repository> repositories;

	private final InstantSource clock;

	SchemaResolver(List<Repository> repositories, InstantSource clock) {
		this.repositories = List.copyOf(repositories);
		this.clock = clock;
	}

	/**
	 * Asks those repositories that are to be asked.
	 * @param before what they have said until now
	 * @return what they say; never completes exceptionally
	 */
	CompletionStage<Resolution> resolve(SchemaKey key, LookupFailures before) {
		Instant now = this.clock.instant();
		Iterator<Repository> due = this.repositories.stream()
			.filter((repository) -> before.isDue(repository.settings(), now))
			.sorted(Comparator.comparing(Repository::settings, order(key.vendor())))
			.iterator();
		return ask(key, due, before);
	}

	/**
	 * The order in which repositories are asked for a vendor's schemas.
	 */
	static Comparator<RepositorySettings> order(String vendor) {
		return Comparator.comparing(
				(RepositorySettings repository) -> repository.vendorPrefixes().stream().noneMatch(vendor::startsWith))
			.thenComparing((repository) -> repository.connection() instanceof RepositorySettings.Http)
			.thenComparingInt(RepositorySettings::priority);
	}

	private CompletionStage<Resolution> ask(SchemaKey key, Iterator<Repository> rest, LookupFailures failures) {
		if (!rest.hasNext()) {
			return CompletableFuture.completedFuture(new Resolution.Failed(failures));
		}
		Repository next = rest.next();
		return answer(next, key).thenCompose((answer) -> {
			if (answer instanceof RepositoryAnswer.Refusal refusal) {
				return ask(key, rest, failures.with(next.settings(), refusal.error(), this.clock.instant()));
			}
			return CompletableFuture
				.completedFuture(new Resolution.Document(next.name(), ((RepositoryAnswer.Document) answer).document()));
		});
	}

	/** A vendor of dots alone would lead out of the repository. */
	private static CompletionStage<RepositoryAnswer> answer(Repository repository, SchemaKey key) {
		return key.vendor().chars().allMatch((character) -> character == '.')
				? CompletableFuture.completedFuture(new RepositoryAnswer.Refusal(LookupError.NOT_FOUND))
				: repository.ask(key);
	}

	/**
	 * What the repositories say together.
	 */
	sealed interface Resolution {

		/**
		 * One has it.
		 *
		 * @param repository its name
		 * @param document the schema
		 */
		record Document(String repository, JsonNode document) implements Resolution {

		}

		/**
		 * None has given it.
		 *
		 * @param failures what each has said
		 */
		record Failed(LookupFailures failures) implements Resolution {

		}

	}

}
