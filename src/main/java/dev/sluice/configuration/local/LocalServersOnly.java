package dev.sluice.configuration.local;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/**
 * All that an application without a loader consists of: servers for a loader in another
 * process. Not a configuration, so that the loader's scan leaves it out.
 */
@EnableConfigurationProperties(LocalProperties.class)
class LocalServersOnly {

	@Bean
	ApplicationListener<ApplicationReadyEvent> greeting(LocalProperties properties) {
		return (event) -> System.out.println(new LocalGreeting(properties).servers());
	}

}
