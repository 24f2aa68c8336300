package dev.sluice.administration.web.problem;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Wires what makes errors problems.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ProblemConfiguration {

	@Bean
	Problems problems(WebEndpointProperties endpoints, Environment environment) {
		String server = (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT)
				? "management.server.base-path" : "server.servlet.context-path";
		return new Problems(environment.getProperty(server, "") + endpoints.getBasePath());
	}

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemValve(Problems problems) {
		return ProblemValve.customizer(problems);
	}

	@Bean
	ProblemResolver problemResolver(Problems problems) {
		return new ProblemResolver(problems);
	}

	@Bean
	ProblemsEndpoint problemsEndpoint() {
		return new ProblemsEndpoint();
	}

}
