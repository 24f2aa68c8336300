package dev.sluice.administration.web.login;

import java.io.IOException;

import dev.sluice.administration.web.problem.ProblemType;
import dev.sluice.administration.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * What security answers where it refuses a request: problems like all others, the same
 * whether a user exists or not.
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private static final String CHALLENGE = "Basic realm=\"Sluice\", charset=\"UTF-8\"";

	private final Problems problems;

	Refusals(Problems problems) {
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		if (exception instanceof TooManyLoginsException many) {
			long seconds = many.waitFor().plusMillis(999).toSeconds();
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
			this.problems.answer(request, response, ProblemType.TOO_MANY_LOGINS,
					"Wait " + seconds + " s before the next login from this address.");
			return;
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
		this.problems.answer(request, response, ProblemType.LOGIN_NEEDED, ProblemType.LOGIN_NEEDED.action());
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		String detail = (exception instanceof CsrfException)
				? "A page of another site has sent this. Send it from a tool such as curl, or from Sluice's own pages."
				: ProblemType.FORBIDDEN.action();
		this.problems.answer(request, response, ProblemType.FORBIDDEN, detail);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
			throws IOException {
		this.problems.answer(request, response, ProblemType.INVALID_REQUEST,
				"The method is unknown, or the path or a header has characters that are not allowed, such as '//', ';' or '%2F'.");
	}

}
