package dev.sluice.administration.web.problem;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires what makes errors problems.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ProblemConfiguration {

	@Bean
	Problems problems(WebEndpointProperties endpoints) {
		return new Problems(endpoints.getBasePath());
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
