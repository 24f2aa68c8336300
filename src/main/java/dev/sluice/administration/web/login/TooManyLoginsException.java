package dev.sluice.administration.web.login;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/**
 * A login was not looked at, because too many have failed before it or are under way.
 */
final class TooManyLoginsException extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final Duration wait;

	TooManyLoginsException(Duration wait) {
		super("too many logins");
		this.wait = wait;
	}

	/**
	 * How long to wait before the next.
	 */
	Duration waitFor() {
		return this.wait;
	}

}
