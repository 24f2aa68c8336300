package dev.sluice.configuration.local;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A process that runs servers for a loader in another process.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalProperties.class)
class LocalServersConfiguration {

	@Bean
	ApplicationListener<ApplicationReadyEvent> greeting(LocalProperties properties) {
		return (event) -> System.out.println(new LocalGreeting(properties).servers());
	}

}
