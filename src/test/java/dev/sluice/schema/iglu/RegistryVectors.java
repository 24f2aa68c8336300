package dev.sluice.schema.iglu;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.iglu.RepositorySettings.ClassPath;
import dev.sluice.schema.iglu.RepositorySettings.Connection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How registries are asked, and what becomes of their answers. Where a case takes an
 * outage for an answer, the schemas here give up at once.
 */
public abstract class RegistryVectors implements VectorGroup {

	private final String name;

	RegistryVectors(String name) {
		this.name = name;
	}

	@Override
	public String name() {
		return "iglu/" + this.name;
	}

	@Override
	public String path() {
		return "iglu/" + this.name + ".json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		int number = 0;
		for (JsonNode vector : JsonMapper.shared().readTree(path)) {
			check(vector.path("name").asString(String.valueOf(number++)), vector, results);
		}
	}

	abstract void check(String name, JsonNode vector, Results results);

	static List<String> strings(JsonNode list) {
		List<String> strings = new ArrayList<>();
		list.forEach((string) -> strings.add(string.stringValue()));
		return strings;
	}

	/** {@code iglu/http_paths}. */
	public static final class Paths extends RegistryVectors {

		public Paths() {
			super("http_paths");
		}

		@Override
		void check(String name, JsonNode vector, Results results) {
			results.check(name, vector.path("get").stringValue(),
					() -> HttpRepository
						.uri(URI.create(vector.path("uri").stringValue()),
								SchemaKey.parse(vector.path("schema").stringValue()))
						.toString());
		}

	}

	/** {@code iglu/registry_order}. */
	public static final class Order extends RegistryVectors {

		public Order() {
			super("registry_order");
		}

		@Override
		void check(String name, JsonNode vector, Results results) {
			List<RepositorySettings> repositories = new ArrayList<>(List.of(IgluClient.EMBEDDED));
			vector.path("repositories").forEach((repository) -> repositories.add(settings(repository)));
			results.check(name, strings(vector.path("order")),
					() -> repositories.stream()
						.sorted(SchemaResolver.order(vector.path("schemaVendor").stringValue()))
						.map(RepositorySettings::name)
						.toList());
		}

		private static RepositorySettings settings(JsonNode repository) {
			Connection connection = "http".equals(repository.path("type").stringValue())
					? Connection.of("http://iglu.acme.com", null) : new ClassPath("/schemas");
			return new RepositorySettings(repository.path("name").stringValue(), repository.path("priority").intValue(),
					strings(repository.path("vendorPrefixes")), connection);
		}

	}

	/** {@code iglu/retry_backoff}. */
	public static final class BackOff extends RegistryVectors {

		public BackOff() {
			super("retry_backoff");
		}

		@Override
		void check(String name, JsonNode vector, Results results) {
			int attempts = vector.path("attempts").intValue();
			results.check("attempts " + attempts, vector.path("waitMs").longValue(),
					() -> LookupHistory.waitMillis(attempts));
		}

	}

	/** {@code iglu/is_not_found}. */
	public static final class NotFound extends RegistryVectors {

		public NotFound() {
			super("is_not_found");
		}

		@Override
		void check(String name, JsonNode vector, Results results) {
			results.check(name, vector.path("isNotFound").booleanValue(), () -> {
				LookupFailures failures = LookupFailures.NONE;
				for (JsonNode history : vector.path("lookupHistory")) {
					RepositorySettings repository = new RepositorySettings(history.path("repository").stringValue(), 0,
							List.of(), connection(history.path("uri").stringValue()));
					for (JsonNode error : history.path("errors")) {
						failures = failures.with(repository, error(error), Instant.EPOCH);
					}
				}
				return failures.isNotFound();
			});
		}

		private static Connection connection(String uri) {
			return uri.startsWith("embedded:") ? new ClassPath(uri.substring("embedded:".length()))
					: Connection.of(uri, null);
		}

		private static LookupError error(JsonNode error) {
			String message = error.path("message").asString("");
			return switch (error.path("error").stringValue()) {
				case "NotFound" -> LookupError.NOT_FOUND;
				case "ClientFailure" -> LookupError.client(message);
				default -> LookupError.repository(message);
			};
		}

	}

	/** {@code iglu/cache_scenarios}. */
	public static final class Scenarios extends RegistryVectors {

		public Scenarios() {
			super("cache_scenarios");
		}

		@Override
		void check(String name, JsonNode vector, Results results) {
			JsonNode ttl = vector.path("cacheTtlSeconds");
			AtomicReference<RepositoryAnswer> answer = new AtomicReference<>(SchemaWorld.away());
			SchemaWorld world = new SchemaWorld().repository("Acme", "http://iglu.acme.com", (key) -> answer.get())
				.open(vector.path("cacheSize").intValue(), ttl.isNull() ? null : Duration.ofSeconds(ttl.longValue()),
						Duration.ZERO);
			results.check(name, () -> {
				for (JsonNode step : vector.path("steps")) {
					answer.set(answer(step.path("registryWouldAnswer").stringValue()));
					world.atSeconds(step.path("atSeconds").doubleValue());
					String expected = step.path("result").stringValue();
					assertThat(words(world.schema(SchemaWorld.CLICK), expected.contains("attempts")))
						.as(step.toString())
						.isEqualTo(expected);
					assertThat(!world.asked().isEmpty()).as(step.toString())
						.isEqualTo(step.path("registryCalled").booleanValue());
				}
			});
		}

		private static RepositoryAnswer answer(String words) {
			if (words.startsWith("200")) {
				return SchemaWorld.document(words.substring("200 ".length()));
			}
			if ("404".equals(words)) {
				return SchemaWorld.notFound();
			}
			return words.startsWith("4") ? new RepositoryAnswer.Refusal(LookupError.client(words)) : SchemaWorld.away();
		}

		private static String words(SchemaAnswer<IgluSchema> answer, boolean withAttempts) {
			if (answer instanceof SchemaAnswer.Found<IgluSchema> found) {
				return found.value().document().path("title").stringValue();
			}
			JsonNode error = JsonMapper.shared().readTree(((SchemaAnswer.NotFound<IgluSchema>) answer).error());
			String attempts = withAttempts ? ", attempts " + error.path("lookupHistory").path(0).path("attempts") : "";
			return error.path("error").stringValue() + attempts;
		}

	}

	/** {@code iglu/schemas_until}. */
	public static final class Until extends RegistryVectors {

		public Until() {
			super("schemas_until");
		}

		@Override
		void check(String name, JsonNode vector, Results results) {
			Set<String> exists = new HashSet<>(strings(vector.path("exists")));
			Set<String> broken = new HashSet<>(strings(vector.path("serverErrorFor")));
			SchemaWorld world = new SchemaWorld().repository("Acme", "http://iglu.acme.com", (key) -> {
				String version = key.version().toString();
				if (broken.contains(version)) {
					return SchemaWorld.away();
				}
				return exists.contains(version) ? SchemaWorld.document(version) : SchemaWorld.notFound();
			}).open(500, Duration.ofMinutes(10), Duration.ZERO);
			SchemaKey highest = new SchemaKey("com.acme", "click", "jsonschema",
					SchemaVersion.parse(vector.path("max").stringValue()));
			String result = vector.has("error") ? "error " + vector.path("error").stringValue()
					: strings(vector.path("result")).toString();
			results.check(name, result + " by " + strings(vector.path("lookups")), () -> words(world.upTo(highest))
					+ " by " + world.asked().stream().map((key) -> key.version().toString()).toList());
		}

		private static String words(SchemaAnswer<List<IgluSchema>> answer) {
			if (answer instanceof SchemaAnswer.Found<List<IgluSchema>> found) {
				return found.value().stream().map((schema) -> schema.key().version().toString()).toList().toString();
			}
			return "error " + ((SchemaAnswer.NotFound<List<IgluSchema>>) answer).key().version();
		}

	}

}
