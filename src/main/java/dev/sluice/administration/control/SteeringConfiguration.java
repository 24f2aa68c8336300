package dev.sluice.administration.control;

import dev.sluice.administration.Steering;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells others what is decided of pipelines.
 */
@Configuration(proxyBeanMethods = false)
class SteeringConfiguration {

	@Bean
	Steering steering(PipelineControl control, ControlView view, ControlProperties properties) {
		return new DecidedSteering(control::known, view, properties.enabled());
	}

}
