package dev.sluice.emulator.rest;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import com.google.gson.JsonObject;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.fault.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the emulator can be told over HTTP.
 */
class AdministrationCallsIntegrationTests {

	private static final String DATASETS = "/projects/local/datasets";

	private final Emulator emulator = Emulator.start();

	private final Http http = new Http(this.emulator.restHost());

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@Test
	void healthNamesTheInstance() throws Exception {
		JsonObject health = this.http.json("GET", "/emulator/health", "");

		assertThat(health.get("status").getAsString()).isEqualTo("UP");
		assertThat(health.get("instance").getAsString()).isNotBlank();
	}

	@Test
	void scriptedErrorIsAnsweredAsOftenAsItSays() throws Exception {
		this.http.call("POST", "/emulator/faults", """
				{"operation": "datasets.list", "trigger": {"times": 2},
				"effect": {"type": "fail", "status": "UNAVAILABLE", "message": "away"}}
				""");

		assertThat(this.http.call("GET", DATASETS, "").statusCode()).isEqualTo(503);
		assertThat(this.http.json("GET", DATASETS, "").getAsJsonObject("error").get("message").getAsString())
			.isEqualTo("away");
		assertThat(this.http.call("GET", DATASETS, "").statusCode()).isEqualTo(200);
		assertThat(this.http.json("GET", "/emulator/calls?operation=datasets.list", "").get("count").getAsInt())
			.isEqualTo(3);
	}

	@Test
	void heldCallGoesOnWhenReleased() throws Exception {
		String id = this.http.json("POST", "/emulator/faults", """
				{"operation": "datasets.list", "trigger": {"nth": 1}, "effect": {"type": "hold"}}
				""").get("id").getAsString();

		CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(() -> call(DATASETS));
		JsonObject fault = this.http.json("GET", "/emulator/faults/" + id + "/held?timeout=PT20S", "");
		boolean done = held.isDone();
		this.http.call("POST", "/emulator/faults/" + id + "/release", "");

		assertThat(fault.get("holding").getAsInt()).isEqualTo(1);
		assertThat(done).isFalse();
		assertThat(held.join().statusCode()).isEqualTo(200);
	}

	@Test
	void heldCallGetsNoAnswerWhenDropped() throws Exception {
		String id = this.http.json("POST", "/emulator/faults", """
				{"operation": "datasets.list", "moment": "after", "effect": {"type": "hold"}}
				""").get("id").getAsString();

		CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(() -> call(DATASETS));
		this.http.call("GET", "/emulator/faults/" + id + "/held?timeout=PT20S", "");
		this.http.call("DELETE", "/emulator/faults/none", "");
		this.http.call("POST", "/emulator/faults/" + id + "/drop", "");

		assertThat(held).failsWithin(Duration.ofSeconds(20));
	}

	@Test
	void clockIsMoved() throws Exception {
		Instant before = this.emulator.clock().instant();

		this.http.call("POST", "/emulator/clock/advance", "{\"by\": \"P1D\"}");

		assertThat(this.emulator.clock().instant()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
		assertThat(this.http.call("POST", "/emulator/clock/advance", "{\"by\": \"soon\"}").statusCode()).isEqualTo(400);
	}

	@Test
	void settingsAreChangedAndReset() throws Exception {
		JsonObject changed = this.http.json("PATCH", "/emulator/settings",
				"{\"writePathLag\": \"PT30S\", \"maxAppendBytes\": 1000}");

		assertThat(changed.get("writePathLag").getAsString()).isEqualTo("PT30S");
		assertThat(this.emulator.behavior().get(Setting.MAX_APPEND_BYTES)).isEqualTo(1000);
		this.http.call("DELETE", "/emulator/settings", "");
		assertThat(this.emulator.behavior().get(Setting.WRITE_PATH_LAG)).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void nonsenseIsRefusedWithASentence() throws Exception {
		HttpResponse<String> fault = this.http.call("POST", "/emulator/faults",
				"{\"effect\": {\"type\": \"explode\"}}");
		HttpResponse<String> setting = this.http.call("PATCH", "/emulator/settings", "{\"gravity\": \"none\"}");
		HttpResponse<String> path = this.http.call("GET", "/bigquery/v2/nowhere", "");

		assertThat(fault.statusCode()).isEqualTo(400);
		assertThat(fault.body()).contains("Invalid fault: the type of an effect must be one of fail, abort, drop");
		assertThat(setting.statusCode()).isEqualTo(400);
		assertThat(setting.body()).contains("Invalid settings: no such setting: gravity.");
		assertThat(path.statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> call(String path) {
		try {
			return this.http.call("GET", path, "");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
