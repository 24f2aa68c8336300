package dev.sluice.configuration;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownPropertiesTests {

	private final UnknownProperties unknown = new UnknownProperties(PropertyCatalog.load());

	@ParameterizedTest
	@ValueSource(strings = { "SLUICE_PIPELINES_ORDERS_TABLE", "SLUICE_PIPELINES_WEB_SHOP_MAX_TABLES",
			"SLUICE_PIPELINES_ORDERS_MAXTABLES", "SLUICE_PIPELINES_ORDERS_TOPICS_0",
			"SLUICE_PIPELINES_ORDERS_CREATE_LABELS_TEAM", "SLUICE_MEMORY_INFLIGHT", "sluice_memory_in_flight" })
	void variableOfAPropertyIsKnown(String variable) {
		assertThat(this.unknown.in(environment(variable))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SLUICE_PORT", "SLUICE_SERVICE_HOST", "SLUICE_PORT_8080_TCP_ADDR",
			"SLUICE_ADMIN_SERVICE_PORT_HTTP" })
	void variableOfAServiceIsLeftAlone(String variable) {
		assertThat(this.unknown.in(environment(variable))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SLUICE_PIPELINES_ORDERS_TABEL", "SLUICE_PIPELINES_ORDERS_BATCH_ROW" })
	void mistypedVariableIsRefused(String variable) {
		assertThat(this.unknown.in(environment(variable))).singleElement()
			.satisfies((refusal) -> assertThat(refusal.property()).isEqualTo(variable))
			.satisfies((refusal) -> assertThat(refusal.action())
				.matches("Write SLUICE_PIPELINES_ORDERS_(TABLE|BATCH_ROWS) instead\\."));
	}

	private static StandardEnvironment environment(String variable) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "1")));
		return environment;
	}

}
