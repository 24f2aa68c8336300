package dev.sluice.administration.web.openapi;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the description of the administration.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OpenApiConfiguration {

	@Bean
	OpenApiEndpoint openApiEndpoint() {
		return new OpenApiEndpoint();
	}

}
