package dev.sluice.administration.web.problem;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers with a problem where an endpoint, or the way to it, throws an exception. Serves
 * the management port as well. Refusals of security are left to security.
 */
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

	private final Problems problems;

	ProblemResolver(Problems problems) {
		this.problems = problems;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception exception) {
		if (exception instanceof AccessDeniedException || exception instanceof AuthenticationException) {
			return null;
		}
		if (!DisconnectedClientHelper.isClientDisconnectedException(exception)) {
			answer(request, response, exception);
		}
		return new ModelAndView();
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Exception exception) {
		Explanation explanation = Explanation.of(exception);
		try {
			if (explanation == null) {
				this.problems.answer(request, response, exception);
				return;
			}
			explanation.headers().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
			this.problems.answer(request, response, explanation.type(), explanation.detail());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
