package dev.sluice.schema.iglu;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Wires the way to the repositories of schemas, once somebody needs it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IgluProperties.class)
class IgluConfiguration {

	@Bean
	@Lazy
	IgluClient igluSchemas(IgluProperties properties, MeterRegistry registry) {
		return new IgluClient(properties, Addresses.ofNameService(), InstantSource.system(), registry);
	}

}
