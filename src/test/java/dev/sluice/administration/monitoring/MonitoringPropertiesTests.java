package dev.sluice.administration.monitoring;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MonitoringPropertiesTests {

	@Test
	void nothingIsReportedByDefault() {
		assertThat(bind("webhook", WebhookProperties.class).endpoint()).isNull();
		assertThat(bind("statsd", StatsdProperties.class).hostname()).isNull();
	}

	@Test
	void namesOfTagsMayHaveUnderscores() {
		StatsdProperties properties = bind("statsd", StatsdProperties.class, "hostname", "agent", "tags.[app_id]",
				"12345", "names", "1.x");

		assertThat(properties.tags()).containsExactly(Map.entry("app_id", "12345"));
		assertThat(properties.port()).isEqualTo(8125);
		assertThat(properties.names()).isEqualTo("1.x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://hooks.example/secret", "hooks.example/secret", "https:///secret", "https://a b",
			"http:secret" })
	void endpointMustBeAUrlAndIsNotShown(String endpoint) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> bind("webhook", WebhookProperties.class, "endpoint", endpoint))
			.havingRootCause()
			.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
				assertThat(ex.getName()).isEqualTo("endpoint");
				assertThat(ex.getValue()).isNull();
			});
	}

	@ParameterizedTest
	@CsvSource({ "hostname,' '", "port,0", "port,65536", "period,0s", "prefix,a:b", "prefix,' '", "names,3.x",
			"tags.env,'a,b'", "tags.env,a|b" })
	void settingThatCannotBeIsRefused(String property, String value) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> bind("statsd", StatsdProperties.class, property, value))
			.havingRootCause()
			.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
					(ex) -> assertThat(ex.getName()).isEqualTo(property));
	}

	private static <T> T bind(String feature, Class<T> type, String... namesAndValues) {
		Map<String, Object> properties = new HashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			properties.put("sluice.monitoring." + feature + "." + namesAndValues[i], namesAndValues[i + 1]);
		}
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("sluice.monitoring." + feature,
				type);
	}

}
