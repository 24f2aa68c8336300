package dev.sluice.end2end;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sluice.administration.web.openapi.OpenApiEndpoint;
import dev.sluice.end2end.CurlLines.CurlLine;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The page for operators works as it stands: its commands are run, by curl itself.
 */
class OperatingPageIntegrationTests extends OnStage {

	private static final List<String> WRONG = List.of("400", "401", "403", "405", "415", "500", "501");

	/** Their answers have many forms, of which the document has no schemas. */
	private static final List<String> UNDESCRIBED = List.of("/actuator/health", "/actuator/deadletters/orders/");

	@Test
	void everyCurlLineIsUnderstood() throws Exception {
		assumeThat(run("command -v curl")).as("curl").isNotEmpty();
		List<CurlLine> lines = CurlLines.of(Path.of("docs/operating.md"));
		String address = startLoader();
		order(0, 300);
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(300));

		assertThat(lines).hasSizeGreaterThan(5).allSatisfy((line) -> {
			String answer = run(line.command()
				.replaceFirst("curl ", "curl -s -o /dev/null -w '%{http_code}' ")
				.replace("-u admin ", "-u admin:admin ")
				.replace("\"topic\": \"orders", "\"topic\": \"" + this.orders)
				.replace("localhost:8080", address));
			assertThat(answer).as("status of " + line.command()).isNotIn(WRONG).matches("[2345]\\d\\d");
		});
	}

	@Test
	void answersHaveNoNamesThatTheDocumentDoesNotKnow() throws IOException {
		String document = new ClassPathResource("openapi.json", OpenApiEndpoint.class)
			.getContentAsString(StandardCharsets.UTF_8);

		assertThat(CurlLines.of(Path.of("docs/operating.md")))
			.filteredOn((line) -> line.command().contains("/actuator/"))
			.filteredOn((line) -> UNDESCRIBED.stream().noneMatch(line.command()::contains))
			.allSatisfy((line) -> assertThat(line.keys())
				.allSatisfy((key) -> assertThat(document).as(line.command()).contains("\"" + key + "\"")));
	}

	private String startLoader() {
		return "localhost:" + start(this.orders, this.orders, "--sluice.administration.users.admin.password=admin",
				"--sluice.administration.users.admin.role=administrator")
			.getEnvironment()
			.getProperty("local.server.port");
	}

	private static String run(String command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
