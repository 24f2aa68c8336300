package dev.sluice.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The emulator's own calls, and those of BigQuery that no client of Google's is needed
 * for. All throw {@link UncheckedIOException} while the emulator is away.
 */
final class EmulatorCalls {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int NOT_FOUND = 404;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper json = new JsonMapper();

	private final String url;

	EmulatorCalls(int port) {
		this.url = "http://localhost:" + port;
	}

	boolean ready() {
		try {
			return call("GET", "/emulator/health", "").statusCode() == 200;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	/**
	 * Puts a fault in force.
	 * @param fault the fault as JSON
	 * @return its id
	 */
	String add(String fault) {
		return answer("POST", "/emulator/faults", fault).path("id").asString();
	}

	/**
	 * How many calls a fault has struck, 0 if it is gone.
	 */
	int hits(String fault) {
		return answer("GET", "/emulator/faults/" + fault, "").path("hits").asInt();
	}

	/**
	 * Lifts a fault, if it is there; the calls that it holds are cut off.
	 */
	void cut(String fault) {
		call("POST", "/emulator/faults/" + fault + "/drop", "");
		remove(fault);
	}

	/**
	 * Lifts a fault, if it is there; the calls that it holds go on.
	 */
	void remove(String fault) {
		call("DELETE", "/emulator/faults/" + fault, "");
	}

	void removeAll() {
		call("DELETE", "/emulator/faults", "");
	}

	/** Lets time pass in BigQuery. */
	void advance(Duration by) {
		answer("POST", "/emulator/clock/advance", "{\"by\": \"%s\"}".formatted(by));
	}

	/** The calls that the emulator remembers, as JSON. */
	String latest() {
		return call("GET", "/emulator/calls?maxResults=100000", "").body();
	}

	private JsonNode answer(String method, String path, String body) {
		HttpResponse<String> response = call(method, path, body);
		if (response.statusCode() >= 300 && response.statusCode() != NOT_FOUND) {
			throw new IllegalStateException(path + ": " + response.body());
		}
		return this.json.readTree(response.body());
	}

	private HttpResponse<String> call(String method, String path, String body) {
		try {
			return this.client.send(HttpRequest.newBuilder(URI.create(this.url + path))
				.timeout(PATIENCE)
				.method(method, BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
