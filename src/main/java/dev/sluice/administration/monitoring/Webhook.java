package dev.sluice.administration.monitoring;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.sluice.administration.PipelineStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Posts alerts and heartbeats. Never waits for an answer; what cannot be delivered is
 * logged, and reported again when the period is over. Logs name the endpoint's host
 * alone, since the rest may hold a token.
 */
final class Webhook {

	/** How often pipelines are looked at. */
	static final Duration LOOK = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(Webhook.class);

	private static final Duration CONNECT = Duration.ofSeconds(3);

	private static final Duration ANSWER = Duration.ofSeconds(5);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT)
		.build();

	private final AtomicBoolean failing = new AtomicBoolean();

	private final URI endpoint;

	private final WebhookReports reports;

	private final Supplier<? extends Collection<PipelineStatus>> pipelines;

	private final InstantSource clock;

	Webhook(URI endpoint, WebhookReports reports, Supplier<? extends Collection<PipelineStatus>> pipelines,
			InstantSource clock) {
		this.endpoint = endpoint;
		this.reports = reports;
		this.pipelines = pipelines;
		this.clock = clock;
	}

	/**
	 * Sends what is due.
	 */
	@Scheduled(fixedRate = 10_000)
	void look() {
		this.reports.due(this.pipelines.get(), this.clock.instant()).forEach(this::post);
	}

	private void post(String payload) {
		HttpRequest request = HttpRequest.newBuilder(this.endpoint)
			.timeout(ANSWER)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(payload))
			.build();
		CompletableFuture<?> unused = this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
			.whenComplete((response, failure) -> note(problem(response, failure)));
	}

	private static @Nullable String problem(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
		if (response == null) {
			Throwable cause = (failure != null && failure.getCause() != null) ? failure.getCause() : failure;
			return (cause != null) ? cause.getClass().getSimpleName() : "no answer";
		}
		return (response.statusCode() / 100 != 2) ? "status " + response.statusCode() : null;
	}

	private void note(@Nullable String problem) {
		boolean failed = problem != null;
		boolean failedBefore = this.failing.getAndSet(failed);
		if (failed) {
			((failedBefore) ? logger.atDebug() : logger.atWarn()).addKeyValue("host", this.endpoint.getHost())
				.addKeyValue("cause", problem)
				.log("webhook does not take reports");
		}
		else if (failedBefore) {
			logger.atInfo().addKeyValue("host", this.endpoint.getHost()).log("webhook takes reports again");
		}
	}

}
