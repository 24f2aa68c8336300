package dev.sluice.end2end;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the administration of a loader at work gives away, and to whom.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecurityIntegrationTests extends OnStage {

	private static final String ADMIN = "adm1n-s3cret";

	private static final String READER = "r3ader-s3cret";

	private static final String SASL = "s4sl-s3cret";

	private static final String KEY = "ap1key-s3cret";

	private static final String WEBHOOK = "w3bhook-s3cret";

	private static final String RECORD = "Ada.Lovelace";

	private static final List<String> DOORS = List.of("/", "/index.html", "/favicon.ico", "/robots.txt", "/error",
			"/login", "/logout", "/actuator", "/actuator/", "/actuator/env", "/actuator/heapdump",
			"/actuator/threaddump", "/actuator/shutdown", "/actuator/configprops", "/actuator/nothing",
			"/actuator/healthy", "/webjars/a.js", "/v3/api-docs", "/swagger-ui.html", "/application.yml");

	private String address;

	@Test
	void nothingButHealthAndInfoAnswersWithoutALogin() {
		startLoader();
		Caller nobody = new Caller(this.address, "", "");

		assertThat(nobody.operations()).filteredOn((operation) -> !isOpen(operation))
			.hasSizeGreaterThan(25)
			.allSatisfy((operation) -> assertRefused(nobody.call(operation)));
		assertThat(DOORS).allSatisfy((door) -> Stream.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
			.forEach((method) -> assertThat(nobody.call(method, door).statusCode()).isEqualTo(401)));
		assertThat(Set.of("POST", "PUT", "DELETE"))
			.allSatisfy((method) -> assertRefused(nobody.call(method, "/actuator/health")));
		assertThat(nobody.operations()).filteredOn(SecurityIntegrationTests::isOpen)
			.hasSize(3)
			.allSatisfy((operation) -> assertThat(nobody.call(operation).body()).doesNotContain("details", "action",
					"bootstrap", "orders"));
	}

	@Test
	void readerLooksAtEverythingAndChangesNothing() {
		startLoader();
		Caller reader = new Caller(this.address, "reader", READER);

		assertThat(reader.operations()).filteredOn((operation) -> operation.startsWith("GET"))
			.allSatisfy((operation) -> assertThat(reader.call(operation).statusCode()).isIn(200, 400, 404));
		assertThat(reader.operations()).filteredOn((operation) -> !operation.startsWith("GET"))
			.hasSizeGreaterThan(5)
			.allSatisfy((operation) -> assertThat(reader.call(operation).statusCode()).isEqualTo(403));
	}

	@Test
	void answersAreWhatTheDocumentPromises() {
		startLoader();
		this.stage.produce(this.orders, bad(1), good(2));
		this.stage.table(SHOP, this.orders, PLAIN);
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(1));
		Caller admin = new Caller(this.address, "admin", ADMIN);

		assertThat(admin.operations()).filteredOn((operation) -> operation.startsWith("GET"))
			.allSatisfy((operation) -> {
				HttpResponse<String> answer = admin.call(operation);
				assertHeaders(answer);
				if (answer.statusCode() == 200) {
					assertThat(admin.surprises(operation, answer.body())).as(answer.body()).isEmpty();
				}
			});
	}

	@Test
	void whatCannotBeDoneIsAlwaysAProblem() {
		startLoader();
		Caller admin = new Caller(this.address, "admin", ADMIN);

		assertThat(admin.operations()).filteredOn((operation) -> operation.contains("{")).allSatisfy((operation) -> {
			HttpResponse<String> answer = admin.call(operation.replaceAll("\\{\\w+}", "nothing"));
			assertThat(answer.statusCode()).as(answer.body()).isBetween(204, 499);
			if (answer.statusCode() >= 400) {
				assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
			}
		});
	}

	@Test
	void secretsAndRecordsAreNowhereToBeSeen(CapturedOutput output) {
		startLoader("--logging.level.root=info", "--logging.level.org.apache.kafka=info",
				"--logging.level.dev.sluice=debug");
		this.stage.table(SHOP, this.orders, BY_DAY);
		this.stage.produce(this.orders, bad(1), good(2), bad(3), refused(4), "{\"" + RECORD + "\": 1}",
				"{\"id\": 5, \"day\": \"2026-11-01\", \"who\": {\"name\": \"" + RECORD + "\"}}", RECORD);
		Stage.eventually(() -> assertThat(this.stage.records(this.orders + "-dlt")).hasSizeGreaterThanOrEqualTo(4));
		List<String> answers = new ArrayList<>();

		Caller nobody = new Caller(this.address, "", "");
		Caller reader = new Caller(this.address, "reader", READER);
		Caller admin = new Caller(this.address, "admin", ADMIN);
		new Caller(this.address, "admin", SASL).call("GET", "/actuator/pipelines");
		nobody.operations().forEach((operation) -> answers.add(nobody.call(operation).body()));
		reader.operations().forEach((operation) -> answers.add(reader.call(operation).body()));
		List<String> toAdmin = admin.operations().stream().map((operation) -> admin.call(operation).body()).toList();

		assertThat(answers).allSatisfy((answer) -> assertThat(answer).doesNotContain(secrets()).doesNotContain(RECORD));
		assertThat(toAdmin).allSatisfy((answer) -> assertThat(answer).doesNotContain(secrets()));
		assertThat(output.getAll()).contains("INFO", "[hidden]").doesNotContain(secrets()).doesNotContain(RECORD);
		assertThat(own()).doesNotContain(secrets()).doesNotContain(RECORD);
	}

	/** What is on topics that Sluice keeps for itself. */
	private String own() {
		StringBuilder all = new StringBuilder();
		topics().stream()
			.filter((topic) -> topic.startsWith("sluice"))
			.flatMap((topic) -> this.stage.records(topic).stream())
			.filter((record) -> record.value() != null)
			.forEach((record) -> all.append(new String(record.value(), StandardCharsets.UTF_8)));
		return all.toString();
	}

	private Set<String> topics() {
		try {
			return this.stage.admin().listTopics().names().get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String[] secrets() {
		return new String[] { ADMIN, READER, SASL, KEY, WEBHOOK };
	}

	private static String good(int id) {
		return "{\"id\": %d, \"day\": \"2026-11-01\", \"note\": \"%s\"}".formatted(id, RECORD);
	}

	private static String bad(int id) {
		return "{\"id\": \"%s\", \"number\": %d}".formatted(RECORD, id);
	}

	private static String refused(int id) {
		return "{\"id\": %d, \"day\": \"1900-01-01\", \"note\": \"%s\"}".formatted(id, RECORD);
	}

	private static boolean isOpen(String operation) {
		return operation.startsWith("GET /actuator/health") || operation.equals("GET /actuator/info");
	}

	private static void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertHeaders(answer);
	}

	private static void assertHeaders(HttpResponse<String> answer) {
		assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
		assertThat(answer.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((control) -> assertThat(control).contains("no-store"));
		assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
	}

	private void startLoader(String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.addAll(List.of("--sluice.administration.users.admin.password=" + ADMIN,
				"--sluice.administration.users.admin.role=administrator",
				"--sluice.administration.users.reader.password=" + READER,
				"--spring.kafka.properties.sasl.mechanism=PLAIN",
				"--spring.kafka.properties.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule"
						+ " required username='sluice' password='" + SASL + "';",
				"--sluice.iglu.repositories[0].name=away", "--sluice.iglu.repositories[0].uri=http://localhost:1",
				"--sluice.iglu.repositories[0].api-key=" + KEY,
				"--sluice.monitoring.webhook.endpoint=http://localhost:1/hooks/" + WEBHOOK));
		this.address = "http://localhost:"
				+ start(this.orders, this.orders, all.toArray(String[]::new)).getEnvironment()
					.getProperty("local.server.port");
	}

}
