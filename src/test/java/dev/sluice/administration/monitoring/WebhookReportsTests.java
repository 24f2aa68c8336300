package dev.sluice.administration.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookReportsTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final PipelineStatus RUNNING = Statuses.of("orders", PipelineState.RUNNING);

	private static final PipelineStatus WAITING = Statuses.waiting("orders", "access denied");

	private final WebhookReports reports = new WebhookReports(new WebhookPayloads("sluice", "1", Map.of()),
			Duration.ofMinutes(5));

	@Test
	void nothingIsSaidWhilePipelinesStart() {
		assertThat(at(0, Statuses.of("orders", PipelineState.STOPPED))).isEmpty();
		assertThat(at(10, Statuses.of("orders", PipelineState.STARTING))).isEmpty();
		assertThat(at(600)).isEmpty();
	}

	@Test
	void heartbeatComesAtTheFirstVerdictAndEveryPeriod() {
		assertThat(at(0, RUNNING)).containsExactly("heartbeat");
		assertThat(at(299, RUNNING)).isEmpty();
		assertThat(at(300, RUNNING)).containsExactly("heartbeat");
		assertThat(at(310, RUNNING)).isEmpty();
		assertThat(at(600, Statuses.of("orders", PipelineState.STOPPED))).containsExactly("heartbeat");
	}

	@Test
	void alertComesAtOnceAndEveryPeriodInPlaceOfHeartbeats() {
		at(0, RUNNING);

		assertThat(at(10, WAITING)).containsExactly("Pipeline orders: table d.orders: access denied");
		assertThat(at(300, WAITING)).isEmpty();
		assertThat(at(310, WAITING)).containsExactly("Pipeline orders: table d.orders: access denied");
	}

	@Test
	void heartbeatComesAtOnceWhenAllIsWellAgain() {
		at(0, RUNNING);
		at(10, WAITING);

		assertThat(at(20, RUNNING)).containsExactly("heartbeat");
		assertThat(at(30, WAITING)).hasSize(1);
	}

	@Test
	void eachPipelineHasAnAlertOfItsOwn() {
		PipelineStatus other = Statuses.waiting("clicks", "not found");

		assertThat(at(0, WAITING, RUNNING)).containsExactly("Pipeline orders: table d.orders: access denied");
		assertThat(at(10, WAITING, other)).containsExactly("Pipeline clicks: table d.clicks: not found");
		assertThat(at(20, other)).isEmpty();
	}

	@Test
	void outageThatPassesByItselfIsNoAlert() {
		PipelineStatus backingOff = Statuses.of("orders", PipelineState.BACKING_OFF,
				new Finding("table d.orders", PipelineState.BACKING_OFF, "unavailable", "nothing"));

		assertThat(at(0, backingOff)).containsExactly("heartbeat");
	}

	@Test
	void alertTellsOnlyWhatWaitsForAPerson() {
		PipelineStatus failed = Statuses.of("orders", PipelineState.FAILED,
				new Finding("retention", PipelineState.DEGRADED, "short", "lengthen it"),
				new Finding("partition 1", PipelineState.FAILED, "imbalance", "restart"),
				new Finding("bad rows", PipelineState.WAITING_ON_YOU, "too many", "look"));

		assertThat(at(0, failed)).containsExactly("Pipeline orders: partition 1: imbalance; bad rows: too many");
	}

	@Test
	void textsAreNoLongerThanTheirSchemasAllow() {
		WebhookPayloads payloads = new WebhookPayloads("n".repeat(65), "v".repeat(65), Map.of("env", "prod"));

		JsonNode data = JsonMapper.shared().readTree(payloads.alert("m".repeat(4095) + "\uD83D\uDE00")).path("data");

		assertThat(data.path("appName").stringValue()).isEqualTo("n".repeat(64));
		assertThat(data.path("appVersion").stringValue()).isEqualTo("v".repeat(64));
		assertThat(data.path("message").stringValue()).isEqualTo("m".repeat(4095));
		assertThat(data.path("tags").path("env").stringValue()).isEqualTo("prod");
	}

	private List<String> at(int seconds, PipelineStatus... pipelines) {
		return this.reports.due(List.of(pipelines), START.plusSeconds(seconds))
			.stream()
			.map(JsonMapper.shared()::readTree)
			.map((payload) -> payload.path("schema").stringValue().contains("/heartbeat/") ? "heartbeat"
					: payload.path("data").path("message").stringValue())
			.toList();
	}

}
