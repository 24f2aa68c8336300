package dev.sluice.administration.web.problem;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Answers with a problem where the server refuses a request before it reaches the
 * application, such as one that is not HTTP.
 */
final class ProblemValve extends ErrorReportValve {

	private final Problems problems;

	private ProblemValve(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Puts one into a server.
	 */
	static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> customizer(Problems problems) {
		return (server) -> server
			.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new ProblemValve(problems)));
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < Response.SC_BAD_REQUEST || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			this.problems.answer(request, response, status);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
