package dev.sluice.administration.web.login;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sluice.administration.web.SettableClock;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SlowedLoginsTests {

	private final SettableClock clock = new SettableClock();

	private final Users users = new Users();

	private final SlowedLogins logins = new SlowedLogins(this.users, new FailedLogins(this.clock));

	@Test
	void rightPasswordIsLookedAtOnce() {
		for (int i = 0; i < 100; i++) {
			assertThat(login("10.0.0.1", "right").isAuthenticated()).isTrue();
		}

		assertThat(this.users.looks).hasValue(1);
	}

	@Test
	void guessesDuringAWaitAreNotLookedAt() {
		guess("10.0.0.1", FailedLogins.FREE);

		for (int i = 0; i < 100; i++) {
			assertThatExceptionOfType(TooManyLoginsException.class).isThrownBy(() -> login("10.0.0.1", "guess"))
				.satisfies((refused) -> assertThat(refused.waitFor()).hasSeconds(1));
		}

		assertThat(this.users.looks).hasValue(FailedLogins.FREE);
	}

	@Test
	void rightPasswordTellsNothingDuringAWait() {
		login("10.0.0.2", "right");
		guess("10.0.0.1", FailedLogins.FREE);

		assertThatExceptionOfType(TooManyLoginsException.class).isThrownBy(() -> login("10.0.0.1", "right"));
		this.clock.pass(Duration.ofSeconds(1));

		assertThat(login("10.0.0.1", "right").isAuthenticated()).isTrue();
	}

	@Test
	void addressesOfOneNetworkCountAsOne() {
		for (int i = 0; i < FailedLogins.FREE; i++) {
			guess("2001:db8:0:1::" + i, 1);
		}

		assertThatExceptionOfType(TooManyLoginsException.class).isThrownBy(() -> login("2001:db8:0:1::99", "right"));
		assertThat(login("2001:db8:0:2::1", "right").isAuthenticated()).isTrue();
	}

	@Test
	void noMoreThanTwoAreLookedAtAtOnce() {
		this.users.meanwhile = () -> {
			this.users.meanwhile = () -> assertThatExceptionOfType(TooManyLoginsException.class)
				.isThrownBy(() -> login("10.0.0.3", "third"));
			assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login("10.0.0.2", "second"));
		};

		assertThat(login("10.0.0.1", "right").isAuthenticated()).isTrue();
		assertThat(this.users.looks).hasValue(2);
	}

	private void guess(String address, int times) {
		for (int i = 0; i < times; i++) {
			assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login(address, "guess"));
		}
	}

	private Authentication login(String address, String password) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		UsernamePasswordAuthenticationToken attempt = UsernamePasswordAuthenticationToken.unauthenticated("admin",
				password);
		attempt.setDetails(new WebAuthenticationDetails(request));
		return this.logins.authenticate(attempt);
	}

	private static final class Users implements AuthenticationProvider {

		private final AtomicInteger looks = new AtomicInteger();

		private Runnable meanwhile = () -> {
		};

		@Override
		public Authentication authenticate(Authentication attempt) {
			this.looks.incrementAndGet();
			this.meanwhile.run();
			if (!"right".equals(attempt.getCredentials())) {
				throw new BadCredentialsException("wrong");
			}
			return UsernamePasswordAuthenticationToken.authenticated("admin", null, List.of());
		}

		@Override
		public boolean supports(Class<?> type) {
			return true;
		}

	}

}
