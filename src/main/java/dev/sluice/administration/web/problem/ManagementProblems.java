package dev.sluice.administration.web.problem;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * What a port for management alone needs besides. Imported by Spring Boot into the
 * context of that port, not scanned.
 */
class ManagementProblems {

	@Bean
	@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> managementProblemValve(Problems problems) {
		return ProblemValve.customizer(problems);
	}

}
