package dev.sluice.configuration;

import java.util.List;

import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.repeater.RepeaterProperties;
import dev.sluice.retry.RetryProperties;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Checks the configuration before any other bean is made.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ SluiceProperties.class, RetryProperties.class, RepeaterProperties.class })
class StartupConfiguration {

	@Bean
	static StartupChecks startupChecks(Environment environment) {
		return new StartupChecks(environment,
				List.of(new PipelineChecks(), new PipelineTopicChecks(), new KafkaChecks(environment)));
	}

}
