package dev.sluice.administration.web;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins over HTTP, through a proxy that says where callers are.
 */
class LoginsTests {

	private static final String PATH = "/actuator/trouble";

	private WebStage stage;

	@BeforeEach
	void start() {
		this.stage = WebStage.start("--server.forward-headers-strategy=native");
	}

	@AfterEach
	void stop() {
		this.stage.close();
	}

	@Test
	void guessingIsSlowedDownAtTheAddressOfTheGuessesAlone() {
		for (int i = 0; i < 5; i++) {
			assertThat(login("203.0.113.1", "admin", "guess" + i).status()).isEqualTo(401);
		}

		Answer slowed = login("203.0.113.1", "admin", "admin");

		assertThat(slowed.status()).isEqualTo(429);
		assertThat(slowed.header("Retry-After")).isEqualTo("1");
		assertThat(slowed.<String>read("$.type")).isEqualTo("/actuator/problems/too-many-logins");
		assertThat(login("203.0.113.2", "admin", "admin").status()).isEqualTo(200);
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(login("203.0.113.1", "admin", "admin").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong", "", "{noop}admin" })
	void unknownUserGetsTheAnswerOfAWrongPassword(String password) {
		Answer known = login("203.0.113.1", "admin", password);
		Answer unknown = login("203.0.113.1", "nobody", password);
		Answer endless = login("203.0.113.1", "nobody", password + "x".repeat(5_000));

		assertThat(known.status()).isEqualTo(401);
		assertThat(unknown.body()).isEqualTo(known.body()).isEqualTo(endless.body());
		assertThat(unknown.response().headers().map().keySet()).isEqualTo(known.response().headers().map().keySet());
	}

	private Answer login(String address, String user, String password) {
		return this.stage.send(this.stage.request(PATH, user, password).header("X-Forwarded-For", address));
	}

}
