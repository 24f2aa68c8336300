package dev.sluice.configuration;

import java.util.List;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the property that moves an HTTP port which another process uses.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortInUseFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	private final Environment environment;

	PortInUseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		String management = "management.server.port";
		boolean ofManagement = String.valueOf(cause.getPort()).equals(this.environment.getProperty(management));
		Refusal refusal = Refusal.portInUse(ofManagement ? management : "server.port", cause.getPort());
		return new RefusalReport(this.environment).analysis(List.of(refusal), cause);
	}

}
