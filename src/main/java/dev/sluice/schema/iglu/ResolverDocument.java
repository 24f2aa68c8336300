package dev.sluice.schema.iglu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Snowplow's resolver configuration: self-describing JSON of
 * {@code resolver-config} 1-0-*. All versions are read alike.
 */
final class ResolverDocument {

	private static final SchemaCriterion KEY = SchemaCriterion
		.parse("iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-*");

	private final SelfDescribingData document;

	private final List<String> problems = new ArrayList<>();

	private ResolverDocument(SelfDescribingData document) {
		this.document = document;
	}

	/**
	 * Reads the document's frame.
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	static ResolverDocument parse(String json) {
		try {
			return parse(JsonMapper.shared().readTree(json));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("it is no JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	static ResolverDocument parse(JsonNode json) {
		SelfDescribingData document = SelfDescribingData.parse(json);
		if (!KEY.matches(document.schema())) {
			throw new IgluFormatException(ParseError.INVALID_SCHEMA,
					"Schema " + document.schema() + " does not match criterion " + KEY);
		}
		return new ResolverDocument(document);
	}

	/**
	 * Where the document does not keep to its own schema, in words; what is too much is
	 * used all the same.
	 */
	List<String> deviations() {
		return new ResolverSchemaCheck(this.document.schema().version()).deviations(this.document.data());
	}

	/**
	 * The settings.
	 * @throws IllegalArgumentException if there are none; the message names all reasons
	 */
	ResolverSettings settings() {
		JsonNode data = this.document.data();
		Integer size = number(data, "cacheSize", "the resolver");
		Duration ttl = ttl(data.path("cacheTtl"));
		List<RepositorySettings> repositories = repositories(data.path("repositories"));
		if (size != null && size < 0) {
			this.problems.add("cacheSize is below 0");
		}
		if (size == null || !this.problems.isEmpty()) {
			throw new IllegalArgumentException(String.join("; ", this.problems));
		}
		return new ResolverSettings(size, ttl, repositories, deviations());
	}

	private @Nullable Duration ttl(JsonNode ttl) {
		if (ttl.isMissingNode() || ttl.isNull()) {
			return null;
		}
		if (!ttl.isIntegralNumber() || !ttl.canConvertToInt() || ttl.intValue() < 0) {
			this.problems.add("cacheTtl is no whole number of seconds from 0 on");
			return null;
		}
		return Duration.ofSeconds(ttl.intValue());
	}

	private List<RepositorySettings> repositories(JsonNode list) {
		List<RepositorySettings> repositories = new ArrayList<>();
		if (!list.isArray()) {
			this.problems.add("repositories is no list");
			return repositories;
		}
		for (int i = 0; i < list.size(); i++) {
			RepositorySettings repository = repository(list.get(i), "repositories[" + i + "]");
			if (repository != null) {
				repositories.add(repository);
			}
		}
		duplicates(repositories).forEach(this.problems::add);
		return repositories;
	}

	private @Nullable RepositorySettings repository(JsonNode json, String where) {
		JsonNode name = json.path("name");
		if (!name.isString()) {
			this.problems.add(where + " has no name that is a string");
		}
		Integer priority = number(json, "priority", where);
		List<String> prefixes = prefixes(json.path("vendorPrefixes"), where);
		RepositorySettings.Connection connection = connection(json.path("connection"), where);
		return (name.isString() && priority != null && connection != null)
				? new RepositorySettings(name.stringValue(), priority, prefixes, connection) : null;
	}

	private List<String> prefixes(JsonNode json, String where) {
		List<String> prefixes = new ArrayList<>();
		json.forEach((prefix) -> {
			if (prefix.isString()) {
				prefixes.add(prefix.stringValue());
			}
		});
		if (!json.isArray() || prefixes.size() != json.size()) {
			this.problems.add(where + " has no vendorPrefixes that is a list of strings");
		}
		return prefixes;
	}

	private RepositorySettings.@Nullable Connection connection(JsonNode json, String where) {
		JsonNode uri = json.path("http").path("uri");
		JsonNode path = json.path("embedded").path("path");
		if (uri.isString() == path.isString()) {
			this.problems.add(where + ".connection has neither http.uri nor embedded.path, or both");
			return null;
		}
		try {
			if (uri.isString()) {
				String key = json.path("http").path("apikey").asString("");
				return RepositorySettings.Connection.of(uri.stringValue(), key.isEmpty() ? null : new ApiKey(key));
			}
			String text = path.stringValue();
			boolean plain = !text.startsWith("file:") && !text.startsWith("classpath:");
			return plain ? new RepositorySettings.ClassPath(text) : RepositorySettings.Connection.of(text, null);
		}
		catch (IllegalArgumentException ex) {
			this.problems.add(where + ".connection cannot be used: " + ex.getMessage());
			return null;
		}
	}

	private @Nullable Integer number(JsonNode json, String name, String where) {
		JsonNode number = json.path(name);
		if (!number.canConvertToExactIntegral() || !number.canConvertToInt()) {
			this.problems.add(where + " has no " + name + " that is a whole number");
			return null;
		}
		return number.intValue();
	}

	/**
	 * Names that several repositories have.
	 */
	static List<String> duplicates(List<RepositorySettings> repositories) {
		Map<String, Integer> counts = new TreeMap<>();
		repositories.forEach((repository) -> counts.merge(repository.name(), 1, Integer::sum));
		return counts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 1)
			.map((entry) -> "Repository names must be unique, %s encountered %d times".formatted(entry.getKey(),
					entry.getValue()))
			.toList();
	}

}
