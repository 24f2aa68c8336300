package dev.sluice.administration.web.problem;

import java.io.IOException;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * Answers requests with problems. Thread-safe.
 */
public final class Problems {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	private final JsonMapper json = JsonMapper.builder().build();

	private final String basePath;

	/**
	 * Creates them.
	 * @param basePath the path on the server that all endpoints are below, such as
	 * {@code /actuator}
	 */
	public Problems(String basePath) {
		this.basePath = basePath;
	}

	/**
	 * Answers with a problem. Does nothing if an answer is on its way already.
	 * @param detail what is wrong and what to do, for people
	 */
	public void answer(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
			throws IOException {
		answer(request, response, type.status(), type, detail, null);
	}

	/**
	 * Answers with the kind of problem that a status stands for.
	 * @param status an error, 400 or above
	 */
	void answer(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
		ProblemType type = ProblemType.of(status);
		answer(request, response, status, type, type.action(), null);
	}

	/**
	 * Answers with an unexpected problem, of which only the log tells the cause.
	 */
	void answer(HttpServletRequest request, HttpServletResponse response, Throwable cause) throws IOException {
		String id = UUID.randomUUID().toString();
		logger.atError()
			.addKeyValue("id", id)
			.addKeyValue("method", request.getMethod())
			.setCause(cause)
			.log("request failed unexpectedly");
		answer(request, response, ProblemType.UNEXPECTED.status(), ProblemType.UNEXPECTED,
				"This is not your request's fault. The log of this instance tells the cause under the id " + id + ".",
				id);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, int status, ProblemType type,
			String detail, @Nullable String id) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		response.resetBuffer();
		response.setStatus(status);
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		String uri = this.basePath + "/problems/" + type.anchor();
		byte[] body = this.json.writeValueAsBytes(
				new Problem(uri, type.title(), status, detail, String.valueOf(request.getRequestURI()), id));
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
		response.flushBuffer();
	}

}
