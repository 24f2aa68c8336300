package dev.sluice.administration.doctor;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTests {

	private final Secrets secrets = secrets(Map.of());

	private static Secrets secrets(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return Secrets.of(environment);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.kafka.ssl.key-password", "spring.kafka.ssl.key-store-password",
			"spring.kafka.properties.sasl.jaas.config", "spring.kafka.ssl.trust-store-password",
			"spring.cloud.gcp.credentials.encoded-key", "sluice.administration.users.ada.password",
			"sluice.iglu.repositories[0].api-key", "sluice.iglu.repositories[0].apikey", "management.statsd.api-token",
			"SLUICE_CLIENT_SECRET", "sluice.monitoring.webhook.endpoint" })
	void valuesOfPropertiesWithSuchNamesAreMasked(String name) {
		assertThat(this.secrets.shown(name, "hush")).isEqualTo(Secrets.MASK);
	}

	@ParameterizedTest
	@CsvSource({ "spring.kafka.consumer.key-deserializer, org.example.Bytes",
			"spring.cloud.gcp.credentials.location, file:/etc/key.json", "sluice.pipelines.orders.columns.key, k",
			"sluice.pipelines.orders.table, shop.orders" })
	void valuesOfOthersAreShown(String name, String value) {
		assertThat(this.secrets.shown(name, value)).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://ada:hush@example.org/", "https://example.org/?apikey=hush&x=1",
			"{\"uri\": \"http://a\", \"apikey\": \"hush\"}", "failed for password='hush' of user",
			"-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----",
			"org.example.ScramLoginModule required username=u password=hush;", "{bcrypt}hush" })
	void valuesThatLookLikeSecretsAreMaskedWhateverTheirName(String value) {
		assertThat(this.secrets.shown("sluice.some.thing", value)).doesNotContain("hush").contains(Secrets.MASK);
	}

	@Test
	void secretIsMaskedWhereverItComesUpAgain() {
		Secrets known = secrets(Map.of("spring.kafka.ssl.key-password", "hushhush"));

		assertThat(known.without("cannot open the store with hushhush")).isEqualTo("cannot open the store with ******");
	}

}
