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
			"SLUICE_CLIENT_SECRET", "sluice.monitoring.webhook.endpoint",
			"spring.kafka.properties.basic.auth.user.info", "spring.kafka.properties[basic.auth.user.info]",
			"sluice.pipelines.orders.schema.registry.basic.auth.user.info",
			"management.otlp.metrics.export.headers.authorization", "management.otlp.tracing.headers.x-id",
			"management.otlp.metrics.export.headers[X-Id]" })
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			https://u:pa/ss@h/x                | https://******@h/x
			https://u:p@ss@h                   | https://******@h
			https://user:pa@ss@host            | https://******@host
			https://u@h                        | https://******@h
			https://to/ken@h                   | https://******@h
			https://to.k/en=@h/x               | https://******@h/x
			https://to?ken#x@h                 | https://******@h
			https://u:pa ss@h/x                | https://******@h/x
			https://u:p"a's/s@h                | https://******@h
			http://a,https://u:p@h             | http://******@h
			https://example.org/teams/@x?m=a@b | https://******@b""")
	void usersInAddressesAreMaskedWhateverTheirPasswordsHold(String value, String shown) {
		assertThat(this.secrets.shown("sluice.some.thing", value)).isEqualTo(shown);
	}

	@ParameterizedTest
	@CsvSource({ "amqp://u:p?a#ss@h failed for ada@x, amqp://******@h failed for ada@x",
			"no answer of https://to/ken@h/x, no answer of https://******@h/x" })
	void usersInMessagesAreMaskedAndTheRestIsShown(String message, String shown) {
		assertThat(this.secrets.without(message)).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org/teams/data?mail=a", "http://localhost:8081/x", "ada@example.org" })
	void addressesWithoutUsersAreShown(String value) {
		assertThat(this.secrets.shown("sluice.some.thing", value)).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://u:pass/word@h", "https://u:pass@word@h", "http://a,https://u:password@h",
			"https://u:pass word@h" })
	void passwordOfAnAddressIsMaskedWhereverItComesUpAgain(String address) {
		Secrets known = secrets(Map.of("sluice.some.url", address));

		String password = address.substring(address.indexOf("u:") + 2, address.lastIndexOf('@'));
		assertThat(known.without("cannot log in with " + password + " now")).isEqualTo("cannot log in with ****** now");
	}

	@ParameterizedTest
	@CsvSource({ "https://tokenpart/rest@h, unknown host tokenpart", "https://u:tokenpart/rest@h, no port tokenpart",
			"https://u:abc@tokenpart/x@h, https://tokenpart/x" })
	void partsThatAnAddressIsTakenForAreMaskedToo(String address, String message) {
		Secrets known = secrets(Map.of("sluice.some.url", address));

		assertThat(known.without(message)).doesNotContain("tokenpart");
	}

	@Test
	void nameOfAUserIsNoSecretElsewhere() {
		Secrets known = secrets(
				Map.of("sluice.some.url", "https://sluice@h", "sluice.other.url", "https://orders:pw@h"));

		assertThat(known.without("topic orders of sluice")).isEqualTo("topic orders of sluice");
	}

	@Test
	void secretIsMaskedWhereverItComesUpAgain() {
		Secrets known = secrets(Map.of("spring.kafka.ssl.key-password", "hushhush"));

		assertThat(known.without("cannot open the store with hushhush")).isEqualTo("cannot open the store with ******");
	}

}
