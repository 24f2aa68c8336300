package dev.sluice.administration.web;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every error is a problem, on the application's port and on one for management alone.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTests {

	private static WebStage stage;

	@Parameter
	private boolean managementPort;

	@BeforeParameterizedClassInvocation
	static void start(boolean managementPort) {
		stage = managementPort ? WebStage.startWithManagementPort() : WebStage.start();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		stage.close();
	}

	@ParameterizedTest
	@CsvSource({ "INVALID, 400, invalid-request", "UNKNOWN, 404, unknown", "UNSAFE, 409, unsafe",
			"UNAVAILABLE, 503, unavailable" })
	void refusedOperationSaysWhyAndWhatToDo(String why, int status, String type) {
		Answer answer = stage.get("/actuator/trouble/" + why, "reader");

		assertProblem(answer, status, type);
		assertThat(answer.<String>read("$.detail")).isEqualTo("This is refused. Do something else.");
		assertThat(answer.<String>read("$.instance")).isEqualTo("/actuator/trouble/" + why);
	}

	@Test
	void typeLeadsToItsExplanation() {
		String type = stage.get("/actuator/trouble/UNSAFE", "reader").read("$.type");

		Answer explanation = stage.get(type, "reader");

		assertThat(explanation.status()).isEqualTo(200);
		assertThat(explanation.<String>read("$.kind")).isEqualTo("unsafe");
		assertThat(explanation.<String>read("$.action")).isNotBlank();
	}

	@Test
	void unknownVerbSaysWhichThereAre() {
		Answer answer = stage.get("/actuator/trouble/verb", "reader");

		assertProblem(answer, 400, "invalid-request");
		assertThat(answer.<String>read("$.detail")).isEqualTo("the verb must be repeat");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"number\": \"five\"} | The parameter 'number' must be a number.",
					"{\"number\": 1, \"dryRun\": \"perhaps\"} | The parameter 'dryRun' must be true or false.",
					"{\"number\": 1, \"rate\": \"fast\"} | The parameter 'rate' must be a time span such as 30s.",
					"{} | These parameters are missing: 'number'." })
	void wrongParameterIsNamedWithWhatItMustBe(String body, String detail) {
		Answer answer = stage.post("/actuator/trouble", "admin", body);

		assertProblem(answer, 400, "invalid-request");
		assertThat(answer.<String>read("$.detail")).isEqualTo(detail);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"number\": ", "[1]", "\"text\"", "number=5", "{\"number\": {\"a\": 1}}" })
	void bodyThatIsNoObjectOfParametersIsRefused(String body) {
		Answer answer = stage.post("/actuator/trouble", "admin", body);

		assertProblem(answer, 400, "invalid-request");
		assertThat(answer.<String>read("$.detail")).startsWith("The body must be a JSON object");
	}

	@Test
	void formInPlaceOfJsonIsRefusedWithTheHeaderThatIsMissing() {
		Answer answer = stage.send(stage.request("/actuator/trouble", "admin", "admin")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("number=5")));

		assertProblem(answer, 415, "unsupported-body");
		assertThat(answer.<String>read("$.detail")).contains("'Content-Type: application/json'");
	}

	@Test
	void answerOfAnotherFormThanThereIsIsRefused() {
		Answer answer = stage
			.send(stage.request("/actuator/trouble", "reader", "reader").header("Accept", "image/png"));

		assertProblem(answer, 406, "not-acceptable");
		assertThat(answer.<String>read("$.detail")).contains("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/actuator/nothing", "/actuator/trouble/nothing", "/actuator/trouble/a/b",
			"/actuator/problems/none", "/error", "/index.html", "/actuator/heapdump", "/actuator/shutdown",
			"/actuator/env", "/actuator/configprops" })
	void whatIsNotThereIsUnknown(String path) {
		assertProblem(stage.get(path, "reader"), 404, "unknown");
	}

	@Test
	void wrongMethodNamesTheRightOnes() {
		Answer answer = stage.send(stage.request("/actuator/trouble", "admin", "admin").DELETE());

		assertProblem(answer, 405, "method-not-allowed");
		assertThat(answer.header("Allow")).contains("GET", "POST");
		assertThat(answer.<String>read("$.detail")).contains("GET", "POST");
	}

	@Test
	void nobodyIsAskedToLogIn() {
		Answer answer = stage.get("/actuator/trouble", WebStage.NOBODY);

		assertProblem(answer, 401, "login-needed");
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Sluice\", charset=\"UTF-8\"");
	}

	@Test
	void readerWhoActsIsForbiddenTo() {
		assertProblem(stage.post("/actuator/trouble", "reader", "{\"number\": 1}"), 403, "forbidden");
	}

	@Test
	void pageOfAnotherSiteIsForbiddenToAct() {
		Answer answer = stage.send(stage.request("/actuator/trouble", "admin", "admin")
			.header("Sec-Fetch-Site", "cross-site")
			.POST(BodyPublishers.noBody()));

		assertProblem(answer, 403, "forbidden");
		assertThat(answer.<String>read("$.detail")).contains("another site");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator//trouble", "/actuator/trouble;a=b", "/actuator/%2e%2e/trouble" })
	void suspiciousPathIsRefused(String path) {
		assertProblem(stage.get(path, "admin"), 400, "invalid-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "defect", "error" })
	void defectIsToldToTheLogAlone(String kind, CapturedOutput output) {
		Answer answer = stage.get("/actuator/trouble/" + kind, "reader");

		assertProblem(answer, 500, "unexpected");
		String id = answer.read("$.id");
		assertThat(answer.<String>read("$.detail")).contains(id);
		assertThat(output.getOut()).contains("id=\"" + id + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "GET /a|b HTTP/1.1, 400", "GET /META-INF/MANIFEST.MF HTTP/1.1, 404", "TRACE / HTTP/1.1, 405" })
	void requestThatTheServerRefusesIsAProblemToo(String request, int status) throws IOException {
		String answer = stage.sendRaw(request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

		assertThat(answer).startsWith("HTTP/1.1 " + status)
			.contains("application/problem+json", "\"status\":" + status)
			.doesNotContain("Tomcat", "<html");
	}

	private static void assertProblem(Answer answer, int status, String type) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.<Integer>read("$.status")).isEqualTo(status);
		assertThat(answer.<String>read("$.type")).isEqualTo("/actuator/problems/" + type);
		assertThat(answer.<String>read("$.title")).isNotBlank();
		assertThat(answer.body()).doesNotContain(TroublesomeEndpoint.SECRET, "Exception", "java.", "dev.sluice");
	}

}
