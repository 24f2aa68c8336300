package dev.sluice.administration.web.login;

import java.time.Duration;
import java.util.stream.IntStream;

import dev.sluice.administration.web.SettableClock;
import dev.sluice.administration.web.login.FailedLogins.Login;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedLoginsTests {

	private static final Login ADMIN = new Login("10.0.0.1", "admin");

	private final SettableClock clock = new SettableClock();

	private final FailedLogins failed = new FailedLogins(this.clock);

	@Test
	void firstFewFailuresCostNothing() {
		fail(ADMIN, FailedLogins.FREE - 1);

		assertThat(this.failed.wait(ADMIN)).isZero();
	}

	@Test
	void waitDoublesWithEachFailureUpToTheLongest() {
		fail(ADMIN, FailedLogins.FREE);
		assertThat(this.failed.wait(ADMIN)).hasSeconds(1);
		fail(ADMIN, 3);
		assertThat(this.failed.wait(ADMIN)).hasSeconds(8);

		fail(ADMIN, 200);

		assertThat(this.failed.wait(ADMIN)).isEqualTo(FailedLogins.LONGEST);
	}

	@Test
	void waitEndsAndFailuresAreForgotten() {
		fail(ADMIN, FailedLogins.FREE + 2);

		this.clock.pass(Duration.ofSeconds(3));
		assertThat(this.failed.wait(ADMIN)).hasSeconds(1);
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(this.failed.wait(ADMIN)).isZero();

		this.clock.pass(Duration.ofMinutes(16));
		fail(ADMIN, 1);
		assertThat(this.failed.wait(ADMIN)).isZero();
	}

	@Test
	void addressThatTriesManyUsersHasToWait() {
		IntStream.range(0, FailedLogins.FREE).forEach((user) -> fail(new Login("10.0.0.1", "user" + user), 1));

		assertThat(this.failed.wait(ADMIN)).hasSeconds(1);
		assertThat(this.failed.wait(new Login("10.0.0.2", "admin"))).isZero();
	}

	@Test
	void userIsNotLockedOutByFailuresElsewhere() {
		IntStream.range(0, 100).forEach((address) -> fail(new Login("10.0.1." + address, "admin"), 3));

		assertThat(this.failed.wait(ADMIN)).isZero();
		fail(ADMIN, 1);
		assertThat(this.failed.wait(ADMIN)).as("one of those who fail").isEqualTo(FailedLogins.LONGEST_BY_OTHERS);
	}

	@Test
	void userWhoHasLoggedInIsNotHeldUpByGuessesForOthers() {
		Login reader = new Login("10.0.0.1", "reader");
		this.failed.begin(reader);
		this.failed.succeeded(reader);

		fail(ADMIN, 50);

		assertThat(this.failed.wait(reader)).isZero();
		assertThat(this.failed.wait(new Login("10.0.0.1", "others"))).isEqualTo(FailedLogins.LONGEST);
	}

	@Test
	void loginOfOneUserDoesNotExcuseGuessesForAnother() {
		Login reader = new Login("10.0.0.1", "reader");
		for (int i = 0; i < FailedLogins.FREE; i++) {
			fail(ADMIN, 1);
			this.failed.begin(reader);
			this.failed.succeeded(reader);
		}

		assertThat(this.failed.wait(ADMIN)).hasSeconds(1);
	}

	private void fail(Login login, int times) {
		for (int i = 0; i < times; i++) {
			this.failed.begin(login);
		}
	}

}
