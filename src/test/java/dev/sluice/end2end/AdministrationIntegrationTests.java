package dev.sluice.end2end;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees and does over HTTP.
 */
class AdministrationIntegrationTests {

	private static final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

	private static final String NOBODY = "";

	private final HttpClient client = HttpClient.newHttpClient();

	private final String topic = "orders-" + UUID.randomUUID();

	private Stage stage;

	private String address;

	@BeforeAll
	static void startBroker() {
		broker.afterPropertiesSet();
	}

	@AfterAll
	static void stopBroker() {
		broker.destroy();
	}

	@BeforeEach
	void setTheStage() {
		this.stage = new Stage(broker.getBrokersAsString());
		this.stage.topic(this.topic, 2);
	}

	@AfterEach
	void strike() {
		this.stage.close();
	}

	@Test
	void statusTellsWhatBecameOfEveryRecord() {
		start();
		this.stage.produce(this.topic, "{\"id\": 1}", "{\"id\": 2}", "{\"id\": ");

		eventually(() -> {
			String status = get("pipelines/orders", "reader").body();
			assertThat((int) JsonPath.read(status, "$.totals.stored")).isEqualTo(2);
			assertThat((int) JsonPath.read(status, "$.totals.dead")).isEqualTo(1);
			assertThat((int) JsonPath.read(status, "$.lag")).isZero();
		});
		eventually(() -> assertThat(get("prometheus", "reader").body())
			.contains("sluice_records_settled_total{outcome=\"stored\",pipeline=\"orders\"} 2.0")
			.contains("sluice_schema_changes_total{pipeline=\"orders\"} 1.0")
			.contains("sluice_bad_rows_total{pipeline=\"orders\",reason=\"malformed\"} 1.0")
			.contains(
					"sluice_pipeline_info{guarantee=\"at-least-once\",mode=\"storage-write\",pipeline=\"orders\"} 1"));
	}

	@Test
	void tableIsCreatedByHandAndOnlyOnce() {
		start("schema=[{\"name\": \"id\", \"type\": \"INT64\"}]");

		assertThat(post("tables/orders/create", "reader").statusCode()).isEqualTo(403);
		assertThat(post("tables/orders/create", "admin").body()).contains("table test.shop.orders has been created");
		assertThat(post("tables/orders/create", "admin").body()).contains("table test.shop.orders is there already");
		assertThat(post("tables/orders/explode", "admin").statusCode()).isEqualTo(400);
		assertThat(this.stage.columns("shop", "orders")).containsExactly("id");
	}

	@Test
	void pausedPipelineKeepsItsPartitionsAndGoesOnWhenResumed() {
		start();
		this.stage.produce(this.topic, "{\"id\": 1}");
		eventually(() -> assertThat(this.stage.rows("shop", "orders")).hasSize(1));

		assertThat(post("pipelines/orders/pause", "admin").statusCode()).isEqualTo(200);
		eventually(() -> assertThat(state()).isEqualTo("PAUSED"));
		this.stage.produce(this.topic, "{\"id\": 2}");
		eventually(() -> assertThat((int) JsonPath.read(get("pipelines/orders", "reader").body(), "$.lag")).isOne());
		post("pipelines/orders/resume", "admin");

		eventually(() -> assertThat(this.stage.rows("shop", "orders")).hasSize(2));
		eventually(() -> assertThat(state()).isEqualTo("RUNNING"));
	}

	@Test
	void stoppedPipelineLeavesItsGroupAndJoinsItAgainWhenStarted() {
		start();
		eventually(() -> assertThat(state()).isEqualTo("RUNNING"));

		post("pipelines/orders/stop", "admin");
		eventually(() -> assertThat(state()).isEqualTo("STOPPED"));
		this.stage.produce(this.topic, "{\"id\": 1}");
		post("pipelines/orders/start", "admin");

		eventually(() -> assertThat(this.stage.rows("shop", "orders")).hasSize(1));
	}

	@Test
	void missingPermissionIsNamedWithWhatToDo() {
		this.stage.emulator()
			.faults()
			.add(Fault.on("tables.insert", new Effect.Fail("PERMISSION_DENIED",
					"Access Denied: Permission bigquery.tables.create denied on dataset test:shop")));
		start();
		this.stage.produce(this.topic, "{\"id\": 1}");

		eventually(() -> {
			String status = get("pipelines/orders", "reader").body();
			assertThat((String) JsonPath.read(status, "$.state")).isEqualTo("WAITING_ON_YOU");
			assertThat(JsonPath.<List<String>>read(status, "$.findings[*].action"))
				.anySatisfy((action) -> assertThat(action).contains("grant bigquery.tables.create"));
		});
		assertThat(get("health", "reader").body()).contains("DEGRADED").contains("grant bigquery.tables.create");
		assertThat(get("health/liveness", NOBODY).body()).contains("UP");
		this.stage.emulator().faults().clear();

		eventually(() -> assertThat(this.stage.rows("shop", "orders")).hasSize(1));
		eventually(() -> assertThat(state()).isEqualTo("RUNNING"));
	}

	@Test
	void doctorShowsRowsToAdministratorsAlone() {
		start();
		this.stage.produce(this.topic, "{\"id\": 1, \"note\": \"hush\"}");

		String reader = get("doctor?pipeline=orders&samples=3", "reader").body();
		String administrator = get("doctor?pipeline=orders&samples=3", "admin").body();

		assertThat(JsonPath.<List<Object>>read(reader, "$.checks[?(@.verdict in ['WARNING', 'FAILED'])]")).isEmpty();
		assertThat(reader).contains("1 would be stored").doesNotContain("hush");
		assertThat(administrator).contains("hush");
		assertThat(get("doctor?samples=500", "reader").statusCode()).isEqualTo(400);
		assertThat(get("doctor", NOBODY).statusCode()).isEqualTo(401);
	}

	@Test
	void onlyHealthAndInfoAreOpen() {
		start();

		assertThat(get("health", NOBODY).statusCode()).isEqualTo(200);
		assertThat(get("health", NOBODY).body()).doesNotContain("findings");
		assertThat(get("info", NOBODY).statusCode()).isEqualTo(200);
		assertThat(get("pipelines", NOBODY).statusCode()).isEqualTo(401);
		assertThat(get("prometheus", "reader").statusCode()).isEqualTo(200);
		assertThat(post("pipelines/orders/pause", "reader").statusCode()).isEqualTo(403);
		assertThat(post("pipelines/orders/explode", "admin").statusCode()).isEqualTo(400);
		assertThat(post("pipelines/nobody/pause", "admin").statusCode()).isEqualTo(404);
	}

	@Test
	void pageOfAnotherSiteCannotAct() {
		start();

		HttpRequest request = request("pipelines/orders/pause", "admin").header("Sec-Fetch-Site", "cross-site")
			.POST(HttpRequest.BodyPublishers.noBody())
			.build();

		assertThat(send(request).statusCode()).isIn(401, 403);
		assertThat(state()).isNotEqualTo("PAUSED");
	}

	@Test
	void lateRecordsMissTheFreshnessObjective() {
		this.stage.emulator().faults().add(Fault.on("AppendRows", new Effect.Hold()));
		start("freshness-objective=1s");
		this.stage.produce(this.topic, "{\"id\": 1}");

		eventually(() -> assertThat(get("pipelines/orders", "reader").body()).contains("the objective is 1 s"));
		assertThat(get("health", "reader").body()).contains("\"freshness\"");
		this.stage.emulator().faults().clear();
	}

	private void start(String... properties) {
		String[] all = new String[properties.length + 6];
		System.arraycopy(properties, 0, all, 6, properties.length);
		all[0] = "--sluice.administration.users.admin.password=admin";
		all[1] = "--sluice.administration.users.admin.role=administrator";
		all[2] = "--sluice.administration.users.reader.password=reader";
		all[3] = "--sluice.administration.users.reader.role=reader";
		all[4] = "--sluice.retry.setup.initial=100ms";
		all[5] = "--sluice.retry.setup.longest=1s";
		ConfigurableApplicationContext instance = this.stage.start(this.topic, "shop.orders", all);
		this.address = "http://localhost:" + instance.getEnvironment().getProperty("local.server.port") + "/actuator/";
	}

	private String state() {
		return JsonPath.read(get("pipelines/orders", "reader").body(), "$.state");
	}

	private HttpResponse<String> get(String path, String user) {
		return send(request(path, user).build());
	}

	private HttpResponse<String> post(String path, String user) {
		return send(request(path, user).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build());
	}

	private HttpRequest.Builder request(String path, String user) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.address + path));
		if (!user.equals(NOBODY)) {
			byte[] login = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
			request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
		}
		return request;
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
	}

}
