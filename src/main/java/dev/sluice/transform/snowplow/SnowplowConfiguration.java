package dev.sluice.transform.snowplow;

import java.time.InstantSource;
import java.util.Objects;

import dev.sluice.schema.iglu.IgluSchemas;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of Snowplow's format.
 */
@Configuration(proxyBeanMethods = false)
class SnowplowConfiguration {

	/** Where the program does not run from its jar. */
	private static final String UNKNOWN = "0.0.0-development";

	@Bean
	SnowplowTransformFactory snowplowTransformFactory(ObjectProvider<IgluSchemas> schemas) {
		String version = SnowplowConfiguration.class.getPackage().getImplementationVersion();
		return new SnowplowTransformFactory(schemas::getObject, InstantSource.system(),
				Objects.requireNonNullElse(version, UNKNOWN));
	}

}
