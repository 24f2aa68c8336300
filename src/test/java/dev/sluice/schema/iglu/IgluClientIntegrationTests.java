package dev.sluice.schema.iglu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class IgluClientIntegrationTests {

	private static final String KEY = "33333333-dddd-eeee-ffff-444444444444";

	private static final String SCHEMA = "{\"title\":\"click\"}";

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@TempDir
	Path directory;

	@Test
	void pendingLookupIsSettledOnceTheRepositoryIsBack() throws Exception {
		int port;
		try (WebServer server = WebServer.answering(WebServer.status(200, SCHEMA))) {
			port = server.port();
		}
		try (IgluClient client = client("http://localhost:" + port, 0)) {
			SchemaAnswer.Pending<IgluSchema> asked = (SchemaAnswer.Pending<IgluSchema>) client
				.schema(SchemaWorld.CLICK);
			RepositoryStatus away = awayStatus(client);

			try (WebServer server = WebServer.answering(port, WebServer.status(200, SCHEMA))) {
				asked.settled().toCompletableFuture().get(10, TimeUnit.SECONDS);

				assertThat(server.requests()).hasSize(1);
			}

			assertThat(away.cause()).isEqualTo("connection refused");
			assertThat(client.schema(SchemaWorld.CLICK)).isInstanceOf(SchemaAnswer.Found.class);
			assertThat(client.status().get(1).answers()).isTrue();
			assertThat(this.registry.get("sluice.iglu.lookups").tag("outcome", "found").counter().count()).isEqualTo(1);
		}
	}

	@Test
	void requestIsRetriedBeforeItCountsAsAnOutage() throws Exception {
		try (WebServer server = WebServer.answering((exchange) -> {
			boolean first = exchange.getHttpContext().getAttributes().putIfAbsent("asked", true) == null;
			WebServer.status(first ? 503 : 200, SCHEMA).write(exchange);
		}); IgluClient client = client(server.uri(), 1)) {
			assertThat(settled(client, SchemaWorld.CLICK)).isInstanceOf(SchemaAnswer.Found.class);

			assertThat(server.requests()).hasSize(2);
			assertThat(this.registry.get("sluice.iglu.lookups").tag("outcome", "unavailable").counter().count())
				.isZero();
		}
	}

	@Test
	void keyIsNeitherLoggedNorShown(CapturedOutput output) throws Exception {
		try (WebServer server = WebServer.answering(WebServer.status(200, SCHEMA));
				IgluClient client = client(server.uri(), 0)) {
			settled(client, SchemaWorld.CLICK);

			assertThat(server.requests()).singleElement().asString().contains(KEY);
			assertThat(client.status().toString()).contains(server.uri()).doesNotContain(KEY);
			assertThat(output).doesNotContain(KEY);
		}
	}

	@Test
	void directoryHoldsSchemasItselfOrBelow() throws Exception {
		write(this.directory.resolve("schemas/com.acme/click/jsonschema/1-0-0"));
		write(this.directory.resolve("com.acme/cart/jsonschema/1-0-0"));

		try (IgluClient client = client("file:" + this.directory, 0)) {
			assertThat(settled(client, SchemaWorld.CLICK)).isInstanceOf(SchemaAnswer.Found.class);
			assertThat(settled(client, SchemaKey.parse("iglu:com.acme/cart/jsonschema/1-0-0")))
				.isInstanceOf(SchemaAnswer.Found.class);
			assertThat(settled(client, SchemaKey.parse("iglu:com.acme/pay/jsonschema/1-0-0")))
				.isInstanceOf(SchemaAnswer.NotFound.class);
		}
	}

	@Test
	void directoryThatIsNotThereIsAnOutage() throws Exception {
		try (IgluClient client = client("file:" + this.directory.resolve("unmounted"), 0)) {
			client.schema(SchemaWorld.CLICK);

			assertThat(awayStatus(client).cause()).contains("there is no such directory");
			assertThat(client.schema(SchemaWorld.CLICK)).isInstanceOf(SchemaAnswer.Pending.class);
		}
	}

	@Test
	void schemasThatDescribeSchemasAreAlwaysThere() throws Exception {
		try (IgluClient client = client("file:" + this.directory, 0)) {
			assertThat(settled(client, SchemaKey.parse("iglu:com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0")))
				.isInstanceOf(SchemaAnswer.Found.class);
		}
	}

	private IgluClient client(String uri, int retries) {
		IgluProperties.Repository repository = new IgluProperties.Repository("Acme", uri,
				uri.startsWith("http") ? KEY : null, 0, List.of());
		return new IgluClient(
				new IgluProperties(null, List.of(repository), null, null, null, Duration.ofSeconds(4),
						Duration.ofSeconds(1), DataSize.ofMegabytes(1), retries),
				Addresses.ofNameService(), InstantSource.system(), this.registry);
	}

	private static SchemaAnswer<IgluSchema> settled(IgluClient client, SchemaKey key) throws Exception {
		if (client.schema(key) instanceof SchemaAnswer.Pending<IgluSchema> pending) {
			pending.settled().toCompletableFuture().get(10, TimeUnit.SECONDS);
		}
		return client.schema(key);
	}

	private static RepositoryStatus awayStatus(IgluClient client) {
		return Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.until(() -> client.status().get(1), (status) -> !status.answers());
	}

	private static void write(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, SCHEMA);
	}

}
