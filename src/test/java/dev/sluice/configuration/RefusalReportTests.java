package dev.sluice.configuration;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalReportTests {

	@ParameterizedTest
	@CsvSource({ "sluice.administration.users.ada.password, hushhush",
			"sluice.monitoring.webhook.endpoint, https://h/hush", "sluice.warehouse.rest-url, http://u:hush@hush@h",
			"sluice.warehouse.rest-url, http://hush/hush@h" })
	void secretsAreNotShownWithWhatIsWrongWithThem(String property, String value) {
		assertThat(report(property, value, null, "It cannot be used."))
			.contains("Property: " + property, "Value: \"", "******")
			.doesNotContain("hush");
		assertThat(report(property, value, value, "No host in " + value)).contains("Reason: No host in")
			.doesNotContain("hush");
	}

	@Test
	void valuesOfOthersAreShown() {
		assertThat(report("sluice.warehouse.rest-url", "http://h:9050", null, "It cannot be used."))
			.contains("Value: \"http://h:9050\"");
	}

	private static String report(String property, String set, @Nullable Object value, String reason) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(property, set)));
		Refusal refusal = new Refusal(property, value, reason, "Write another.");
		FailureAnalysis analysis = new RefusalReport(environment).analysis(List.of(refusal),
				new IllegalStateException());
		return analysis.getDescription();
	}

}
