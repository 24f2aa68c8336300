package dev.sluice.administration.web.problem;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes problems of errors that reach the servlet container: errors sent by their status,
 * errors without a body, and exceptions. Answers with a body pass as they are.
 */
public final class ProblemFilter extends OncePerRequestFilter {

	private final Problems problems;

	public ProblemFilter(Problems problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Watched watched = new Watched(request, response, this.problems);
		try {
			chain.doFilter(request, watched);
			if (watched.getStatus() >= HttpServletResponse.SC_BAD_REQUEST && !watched.hasBody) {
				this.problems.answer(request, watched, watched.getStatus());
			}
		}
		catch (ServletException | RuntimeException ex) {
			if (response.isCommitted()) {
				throw ex;
			}
			this.problems.answer(request, watched, ex);
		}
	}

	private static final class Watched extends HttpServletResponseWrapper {

		private final HttpServletRequest request;

		private final Problems problems;

		private boolean hasBody;

		Watched(HttpServletRequest request, HttpServletResponse response, Problems problems) {
			super(response);
			this.request = request;
			this.problems = problems;
		}

		@Override
		public void sendError(int status) throws IOException {
			this.problems.answer(this.request, this, status);
		}

		@Override
		public void sendError(int status, @Nullable String message) throws IOException {
			sendError(status);
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			this.hasBody = true;
			return super.getOutputStream();
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			this.hasBody = true;
			return super.getWriter();
		}

	}

}
