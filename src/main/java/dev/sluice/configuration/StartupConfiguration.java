package dev.sluice.configuration;

import java.time.Clock;

import dev.sluice.administration.doctor.ConfigurationReview;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.repeater.RepeaterProperties;
import dev.sluice.retry.RetryProperties;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What all features share: the properties, which have been checked, and the time.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ SluiceProperties.class, RetryProperties.class, RepeaterProperties.class })
class StartupConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConditionalOnMissingBean
	ConfigurationReview configurationReview() {
		return new StartupChecks();
	}

}
