package dev.sluice.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import dev.sluice.fixtures.ChildProcess;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another process has counted, asked over HTTP.
 */
final class Counts {

	private final HttpClient client = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	private final String url;

	Counts(int port) {
		this.url = "http://localhost:" + port;
	}

	/** Waits until the process answers. */
	Counts awaitAnswers(ChildProcess process) {
		Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
			process.requireAlive();
			return rows() >= 0;
		});
		return this;
	}

	WarehouseCounts read() {
		return this.json.readValue(call(NullCatalog.COUNTS, ""), WarehouseCounts.class);
	}

	long rows() {
		return this.json.readTree(call(NullCatalog.COUNTS, "")).path("rows").asLong();
	}

	/** Tells the warehouse how to behave, and to count from zero. */
	void restart(Duration delay, String brokenTable) {
		call(NullCatalog.PLAN,
				this.json.createObjectNode()
					.put("delayMillis", delay.toMillis())
					.put("broken", brokenTable)
					.toString());
	}

	/** Tells the warehouse to forget the times measured so far. */
	void forgetLatencies() {
		call(NullCatalog.LATENCIES, "");
	}

	private String call(String path, String body) {
		try {
			return this.client
				.send(HttpRequest.newBuilder(URI.create(this.url + path)).POST(BodyPublishers.ofString(body)).build(),
						BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new IllegalStateException("no answer from " + this.url, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
	}

}
