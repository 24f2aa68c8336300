package dev.sluice.administration.monitoring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookTests {

	private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();

	private final AtomicReference<PipelineStatus> pipeline = new AtomicReference<>(
			Statuses.of("orders", PipelineState.RUNNING));

	private HttpServer server;

	private volatile int status = 200;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/hook", this::take);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void alertsAndHeartbeatsArePostedAsJson() throws InterruptedException {
		Webhook webhook = webhook();

		webhook.look();
		JsonNode heartbeat = taken();
		this.pipeline.set(Statuses.waiting("orders", "access denied"));
		webhook.look();
		JsonNode alert = taken();

		assertThat(heartbeat.path("schema").stringValue())
			.isEqualTo("iglu:com.snowplowanalytics.monitoring.loader/heartbeat/jsonschema/1-0-0");
		assertThat(alert.path("schema").stringValue())
			.isEqualTo("iglu:com.snowplowanalytics.monitoring.loader/alert/jsonschema/1-0-0");
		assertThat(alert.path("data").path("message").stringValue())
			.isEqualTo("Pipeline orders: table d.orders: access denied");
	}

	@Test
	void whatIsRefusedDoesNotKeepTheNextFromBeingPosted() throws InterruptedException {
		Webhook webhook = webhook();
		this.status = 500;

		webhook.look();
		taken();
		this.pipeline.set(Statuses.waiting("orders", "access denied"));
		webhook.look();

		assertThat(taken().path("schema").stringValue()).contains("/alert/");
	}

	@Test
	void endpointThatIsAwayTroublesNobody() {
		Webhook webhook = webhook();
		this.server.stop(0);

		webhook.look();
		this.pipeline.set(Statuses.waiting("orders", "access denied"));
		webhook.look();

		assertThat(this.posted).isEmpty();
	}

	private Webhook webhook() {
		WebhookReports reports = new WebhookReports(new WebhookPayloads("sluice", "1", Map.of()),
				Duration.ofMinutes(5));
		URI endpoint = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/hook?token=x");
		return new Webhook(endpoint, reports, () -> List.of(this.pipeline.get()), () -> Instant.EPOCH);
	}

	private JsonNode taken() throws InterruptedException {
		String body = this.posted.poll(10, TimeUnit.SECONDS);
		assertThat(body).isNotNull();
		return JsonMapper.shared().readTree(body);
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			boolean json = "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
			exchange.sendResponseHeaders(this.status, -1);
			this.posted.add((json) ? body : "{}");
		}
	}

}
