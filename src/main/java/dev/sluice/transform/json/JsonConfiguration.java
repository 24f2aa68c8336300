package dev.sluice.transform.json;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of the JSON format.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

	@Bean
	JsonTransformFactory jsonTransformFactory() {
		return new JsonTransformFactory();
	}

}
