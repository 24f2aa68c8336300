package dev.sluice.schema.iglu;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sluice.schema.iglu.RepositorySettings.ClassPath;
import dev.sluice.schema.iglu.RepositorySettings.Directory;
import dev.sluice.schema.iglu.RepositorySettings.Http;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The way to the repositories of a resolver, with its own few threads and one HTTP
 * client. Thread-safe.
 */
final class IgluClient implements IgluSchemas, Repositories, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(IgluClient.class);

	private static final int THREADS = 2;

	/** What Snowplow's own client always has: the schemas that describe schemas. */
	static final RepositorySettings EMBEDDED = new RepositorySettings("Iglu Client Embedded", 0, List.of(),
			new ClassPath("/iglu-client-embedded"));

	/** The schema of schemas. */
	private static final SchemaKey ANY = SchemaKey
		.parse("iglu:com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0");

	private final ExecutorService threads;

	private final List<WatchedRepository> repositories;

	private final ResolvedSchemas schemas;

	/**
	 * Creates the client. Nothing is looked up yet.
	 * @throws ResolverRefusedException if the properties give no resolver
	 */
	IgluClient(IgluProperties properties, Addresses addresses, InstantSource clock, MeterRegistry registry) {
		ResolverSettings settings = properties.settings();
		settings.remarks()
			.forEach((remark) -> logger.atWarn()
				.addKeyValue("remark", remark)
				.log("resolver configuration does not keep to its schema, and is used all the same"));
		if (!settings.caches()) {
			logger.warn("schemas are not kept, by cacheSize or cacheTtl, and records wait for them again and again");
		}
		CustomizableThreadFactory names = new CustomizableThreadFactory("sluice-iglu-");
		names.setDaemon(true);
		this.threads = Executors.newFixedThreadPool(THREADS, names);
		HttpFetch fetch = new HttpFetch(http(properties), properties.timeout(), (int) properties.maxBody().toBytes(),
				addresses);
		this.repositories = Stream.concat(Stream.of(EMBEDDED), settings.repositories().stream())
			.map((repository) -> new WatchedRepository(open(repository, properties, fetch), clock, registry))
			.toList();
		List<Repository> retried = this.repositories.stream()
			.map((repository) -> retried(repository, properties.retries()))
			.toList();
		this.schemas = new ResolvedSchemas(settings, retried, properties.giveUpAfter(), clock, this::after, registry);
	}

	private HttpClient http(IgluProperties properties) {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(properties.connectTimeout())
			.followRedirects(HttpClient.Redirect.NEVER)
			.proxy(ProxySelector.getDefault())
			.executor(this.threads)
			.build();
	}

	private Repository open(RepositorySettings settings, IgluProperties properties, HttpFetch fetch) {
		int maxBody = (int) properties.maxBody().toBytes();
		if (settings.connection() instanceof Http http) {
			return new HttpRepository(settings, http, fetch);
		}
		return (settings.connection() instanceof Directory directory)
				? SchemaFiles.of(settings, directory, maxBody, this.threads)
				: SchemaFiles.of(settings, (ClassPath) settings.connection(), maxBody, this.threads);
	}

	private Repository retried(Repository repository, int retries) {
		return (repository.settings().connection() instanceof Http)
				? new RetriedRepository(repository, retries, this.threads) : repository;
	}

	private void after(Duration delay, Runnable task) {
		CompletableFuture.delayedExecutor(Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS, this.threads)
			.execute(task);
	}

	@Override
	public SchemaAnswer<IgluSchema> schema(SchemaKey key) {
		return this.schemas.schema(key);
	}

	@Override
	public SchemaAnswer<List<IgluSchema>> upTo(SchemaKey highest) {
		return this.schemas.upTo(highest);
	}

	@Override
	public List<RepositoryStatus> status() {
		return this.repositories.stream().map(WatchedRepository::status).toList();
	}

	@Override
	public CompletionStage<List<RepositoryStatus>> ask() {
		return CompletableFuture
			.allOf(this.repositories.stream()
				.map((repository) -> repository.ask(ANY).toCompletableFuture())
				.toArray(CompletableFuture[]::new))
			.handle((answers, fault) -> status());
	}

	@Override
	public void forgetMissing() {
		this.schemas.forgetMissing();
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
