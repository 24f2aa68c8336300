package dev.sluice.schema.iglu;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sluice.schema.iglu.RepositorySettings.Connection;
import dev.sluice.schema.iglu.ResolverRefusedException.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Where the schemas of self-describing data are looked up. Without repositories, in Iglu
 * Central.
 *
 * @param resolver Snowplow's resolver configuration: the location of the file (a path,
 * file:, classpath:), its JSON, or the JSON in base64
 * @param repositories repositories, in place of a resolver configuration
 * @param cacheSize how many schemas are kept; 500 if the resolver configuration says
 * nothing else
 * @param cacheTtl how long a schema, or the word that there is none, holds until the
 * repositories are asked again; 10 minutes if there is no resolver configuration
 * @param giveUpAfter how long a repository may be away until records that need it become
 * bad rows; they wait for ever by default
 * @param timeout longest time from a request to the end of its answer
 * @param connectTimeout longest time to connect
 * @param maxBody the largest schema
 * @param retries how often a request that has failed is made again at once, with growing
 * waits, before the repository counts as away
 */
@ConfigurationProperties("sluice.iglu")
public record IgluProperties(@Nullable String resolver, @DefaultValue List<Repository> repositories,
		@Nullable Integer cacheSize, @Nullable Duration cacheTtl, @Nullable Duration giveUpAfter,
		@DefaultValue("4s") Duration timeout, @DefaultValue("1s") Duration connectTimeout,
		@DefaultValue("1MB") DataSize maxBody, @DefaultValue("5") int retries) {

	private static final String PREFIX = "sluice.iglu.";

	private static final int CACHE_SIZE = 500;

	private static final Duration CACHE_TTL = Duration.ofMinutes(10);

	private static final List<RepositorySettings> CENTRAL = List.of(
			new RepositorySettings("Iglu Central", 0, List.of("com.snowplowanalytics"),
					Connection.of("http://iglucentral.com", null)),
			new RepositorySettings("Iglu Central - Mirror 01", 1, List.of("com.snowplowanalytics"),
					Connection.of("http://mirror01.iglucentral.com", null)));

	public IgluProperties {
		repositories = List.copyOf(repositories);
		notNegative("cache-size", cacheSize);
		notNegative("retries", retries);
		notNegative("cache-ttl", cacheTtl);
		notNegative("give-up-after", giveUpAfter);
		positive("timeout", timeout);
		positive("connect-timeout", connectTimeout);
		if (maxBody.toBytes() < 1 || maxBody.toBytes() > 1 << 30) {
			throw new InvalidConfigurationPropertyValueException("max-body", maxBody, "Must be from 1B to 1GB.");
		}
	}

	private static void notNegative(String property, @Nullable Integer value) {
		if (value != null && value < 0) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must not be below 0.");
		}
	}

	private static void notNegative(String property, @Nullable Duration value) {
		if (value != null && value.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must not be below 0.");
		}
	}

	private static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be longer than nothing.");
		}
	}

	/**
	 * The settings that the properties, and a file that they name, give together.
	 * @throws ResolverRefusedException if they give none
	 */
	public ResolverSettings settings() {
		if (this.resolver != null && !this.resolver.isBlank()) {
			if (!this.repositories.isEmpty()) {
				throw new ResolverRefusedException(List.of(new Problem(PREFIX + "resolver",
						JsonText.shown(this.resolver), "Repositories are given besides, by sluice.iglu.repositories.",
						"Write either sluice.iglu.resolver or sluice.iglu.repositories.")));
			}
			return with(read(this.resolver));
		}
		List<RepositorySettings> given = this.repositories.isEmpty() ? CENTRAL : ownRepositories();
		return with(new ResolverSettings(CACHE_SIZE, CACHE_TTL, given, List.of()));
	}

	private ResolverSettings with(ResolverSettings file) {
		return new ResolverSettings((this.cacheSize != null) ? this.cacheSize : file.cacheSize(),
				(this.cacheTtl != null) ? this.cacheTtl : file.cacheTtl(), file.repositories(), file.remarks());
	}

	private static ResolverSettings read(String setting) {
		try {
			return ResolverDocument.parse(JsonText.read(setting).json()).settings();
		}
		catch (IOException ex) {
			throw refused(setting, "It cannot be read: " + ex.getMessage() + ".");
		}
		catch (IllegalArgumentException ex) {
			throw refused(setting, "It is no resolver configuration: " + ex.getMessage() + ".");
		}
	}

	private static ResolverRefusedException refused(String setting, String reason) {
		return new ResolverRefusedException(List.of(new Problem(PREFIX + "resolver", JsonText.shown(setting), reason,
				"Write the location of Snowplow's resolver file (a path, file:, classpath:), or the file itself in base64.")));
	}

	private List<RepositorySettings> ownRepositories() {
		List<Problem> problems = new ArrayList<>();
		List<RepositorySettings> settings = new ArrayList<>();
		for (int i = 0; i < this.repositories.size(); i++) {
			String property = PREFIX + "repositories[" + i + "].";
			Repository repository = this.repositories.get(i);
			try {
				settings.add(repository.settings());
			}
			catch (IllegalArgumentException ex) {
				problems.add(new Problem(property + "uri", repository.shown(), ex.getMessage() + ".",
						"Write for %suri such as https://iglu.acme.com/api or file:/schemas, and a key for %sapi-key."
							.formatted(property, property)));
			}
		}
		ResolverDocument.duplicates(settings)
			.forEach((reason) -> problems.add(new Problem(PREFIX + "repositories", null, reason + ".",
					"Write another name for all but one of them.")));
		if (!problems.isEmpty()) {
			throw new ResolverRefusedException(problems);
		}
		return settings;
	}

	@Override
	public String toString() {
		return "IgluProperties";
	}

	/**
	 * A repository.
	 *
	 * @param name its name, for logs, metrics and bad rows; its URI by default
	 * @param uri where it is: http://, https://, file: or classpath:
	 * @param apiKey key sent with every request, never shown
	 * @param priority decides between repositories that are alike; the lower is asked
	 * first
	 * @param vendorPrefixes what the vendors of its schemas begin with; it is asked first
	 * for these
	 */
	@ConfigurationProperties("sluice.iglu.repositories.<name>")
	public record Repository(@Nullable String name, String uri, @Nullable String apiKey,
			@DefaultValue("0") int priority, @DefaultValue List<String> vendorPrefixes) {

		/** The URI, unless there may be a password in it. */
		private @Nullable String shown() {
			return (this.uri != null && this.uri.contains("@")) ? "******" : this.uri;
		}

		private RepositorySettings settings() {
			String where = Objects.requireNonNullElse(this.uri, "");
			ApiKey key = (this.apiKey != null && !this.apiKey.isEmpty()) ? new ApiKey(this.apiKey) : null;
			return new RepositorySettings(Objects.requireNonNullElse(this.name, where), this.priority,
					this.vendorPrefixes, Connection.of(where, key));
		}

		@Override
		public String toString() {
			return this.name + " at " + shown();
		}

	}

}
