package dev.sluice.schema.iglu;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpRepositoryTests {

	private static final String SCHEMA = "{\"type\":\"object\"}";

	/** Takes the loopback interface for a public one if it is called by its name. */
	private static final Addresses ONLY_NUMBERS_ARE_PRIVATE = (host) -> host.startsWith("127.");

	private static final int MAX_BODY = 1000;

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void schemaIsGottenByItsPathWithTheKey() throws Exception {
		try (WebServer server = WebServer.answering(WebServer.status(200, SCHEMA))) {
			RepositoryAnswer answer = ask(server.uri() + "/api/", new ApiKey("secret-1"));

			assertThat(((RepositoryAnswer.Document) answer).document()).hasToString(SCHEMA);
			assertThat(server.requests()).containsExactly("/api/schemas/com.acme/click/jsonschema/1-0-0 secret-1");
		}
	}

	@ParameterizedTest
	@CsvSource({ "404, NOT_FOUND, ''", "410, CLIENT_FAILURE, Unexpected response code: 410",
			"403, CLIENT_FAILURE, Unexpected response code: 403", "401, REPO_FAILURE, Unexpected response code: 401",
			"429, REPO_FAILURE, Unexpected response code: 429",
			"500, REPO_FAILURE, Unexpected server response: out of order",
			"503, REPO_FAILURE, Unexpected server response: out of order" })
	void statusTellsAMissingSchemaFromAnOutage(int status, LookupError.Kind kind, String message) throws Exception {
		try (WebServer server = WebServer.answering(WebServer.status(status, "out of order"))) {
			assertThat(error(ask(server.uri(), null))).isEqualTo(new LookupError(kind, message));
		}
	}

	@Test
	void refusedKeyIsNoWordOnTheSchema() throws Exception {
		try (WebServer server = WebServer.answering(WebServer.status(403, "who are you"))) {
			assertThat(error(ask(server.uri(), new ApiKey("secret-1"))))
				.isEqualTo(LookupError.repository("Unexpected response code: 403"));
		}
	}

	@Test
	void bodyThatIsNoJsonCannotBeUsed() throws Exception {
		try (WebServer server = WebServer.answering(WebServer.status(200, "<html>"))) {
			LookupError error = error(ask(server.uri(), null));

			assertThat(error.kind()).isEqualTo(LookupError.Kind.CLIENT_FAILURE);
			assertThat(error.message()).startsWith("Could not decode server response. ");
		}
	}

	@Test
	void bodyThatStallsIsGivenUp() throws Exception {
		try (WebServer server = WebServer.answering(WebServer.stalling())) {
			assertThat(error(ask(server.uri(), null)))
				.isEqualTo(LookupError.repository("no complete answer within 500 ms"));
		}
	}

	@Test
	void bodyThatIsTooLongIsNotRead() throws Exception {
		try (WebServer server = WebServer.answering(WebServer.status(200, "[" + " ".repeat(MAX_BODY) + "]"))) {
			assertThat(error(ask(server.uri(), null)))
				.isEqualTo(LookupError.client("The answer is longer than 1000 bytes"));
		}
	}

	@Test
	void serverThatIsGoneIsNamedSo() throws Exception {
		String uri;
		try (WebServer server = WebServer.answering(WebServer.status(200, SCHEMA))) {
			uri = server.uri();
		}

		assertThat(error(ask(uri, null))).isEqualTo(LookupError.repository("connection refused"));
	}

	@Test
	void redirectIntoThePrivateNetworkIsNotFollowed() throws Exception {
		try (WebServer inside = WebServer.answering(WebServer.status(200, SCHEMA));
				WebServer outside = WebServer
					.answering(WebServer.redirect("http://127.0.0.1:" + inside.port() + "/metadata"))) {
			LookupError error = error(ask(outside.uri(), null));

			assertThat(error.kind()).isEqualTo(LookupError.Kind.REPO_FAILURE);
			assertThat(error.message())
				.isEqualTo("A redirect to http://127.0.0.1 was not followed: its address is private");
			assertThat(inside.requests()).isEmpty();
		}
	}

	@Test
	void repositoryInThePrivateNetworkMayRedirectThere() throws Exception {
		try (WebServer target = WebServer.answering(WebServer.status(200, SCHEMA));
				WebServer server = WebServer
					.answering(WebServer.redirect("http://127.0.0.1:" + target.port() + "/elsewhere"))) {
			RepositoryAnswer answer = ask("http://127.0.0.1:" + server.port(), new ApiKey("secret-1"));

			assertThat(answer).isInstanceOf(RepositoryAnswer.Document.class);
			assertThat(target.requests()).as("the key stays with its repository").containsExactly("/elsewhere");
		}
	}

	@Test
	void redirectOnTheSameServerKeepsTheKey() throws Exception {
		try (WebServer server = WebServer.answering((exchange) -> {
			boolean moved = exchange.getRequestURI().getPath().startsWith("/v2");
			(moved ? WebServer.status(200, SCHEMA) : WebServer.redirect("/v2" + exchange.getRequestURI()))
				.write(exchange);
		})) {
			ask(server.uri(), new ApiKey("secret-1"));

			assertThat(server.requests()).last().isEqualTo("/v2/schemas/com.acme/click/jsonschema/1-0-0 secret-1");
		}
	}

	@Test
	void redirectsInACircleEnd() throws Exception {
		try (WebServer server = WebServer.answering(WebServer.redirect("/again"))) {
			assertThat(error(ask(server.uri(), null)).message()).endsWith("was not followed: there are too many");
		}
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, true", "10.1.2.3, true", "172.20.0.1, true", "192.168.1.1, true", "169.254.169.254, true",
			"100.64.0.1, true", "0.0.0.0, true", "::1, true", "fd00::1, true", "fe80::1, true", "100.128.0.1, false",
			"8.8.8.8, false", "2001:4860:4860::8888, false" })
	void addressesOfPrivateNetworksAreKnown(String address, boolean isPrivate) {
		assertThat(Addresses.ofNameService().isPrivate(address)).isEqualTo(isPrivate);
	}

	private RepositoryAnswer ask(String uri, @Nullable ApiKey key) throws Exception {
		RepositorySettings.Http connection = new RepositorySettings.Http(URI.create(uri), key);
		HttpClient client = HttpClient.newBuilder()
			.executor(this.threads)
			.connectTimeout(Duration.ofSeconds(1))
			.build();
		HttpFetch fetch = new HttpFetch(client, Duration.ofMillis(500), MAX_BODY, ONLY_NUMBERS_ARE_PRIVATE);
		return new HttpRepository(new RepositorySettings("Acme", 0, List.of(), connection), connection, fetch)
			.ask(SchemaWorld.CLICK)
			.toCompletableFuture()
			.get(10, TimeUnit.SECONDS);
	}

	private static LookupError error(RepositoryAnswer answer) {
		return ((RepositoryAnswer.Refusal) answer).error();
	}

}
