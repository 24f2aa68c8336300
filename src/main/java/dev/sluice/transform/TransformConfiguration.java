package dev.sluice.transform;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of transforms.
 */
@Configuration(proxyBeanMethods = false)
class TransformConfiguration {

	@Bean
	Transforms transforms(ObjectProvider<TransformFactory> factories) {
		return new Transforms(factories.orderedStream().toList());
	}

}
