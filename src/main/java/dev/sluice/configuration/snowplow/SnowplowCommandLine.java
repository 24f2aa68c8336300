package dev.sluice.configuration.snowplow;

import java.util.Map;

import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Takes the flags of Snowplow's programs for the properties that they stand for. Sluice's
 * own properties on the command line come before them.
 */
class SnowplowCommandLine implements EnvironmentPostProcessor, Ordered {

	private static final String IMPORT = "spring.config.import";

	/** What Snowplow's repeater waits if its command line does not say. */
	private static final Map<String, Object> DEFAULTS = Map.of("sluice.repeater.backoff", "900s");

	private final Log logger;

	SnowplowCommandLine(DeferredLogFactory logs) {
		this.logger = logs.getLog(SnowplowCommandLine.class);
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		MutablePropertySources sources = environment.getPropertySources();
		PropertySource<?> flags = sources.get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
		if (flags == null) {
			return;
		}
		Translation translation = FlagTranslation.of(flags);
		if (!translation.isEmpty()) {
			sources.addAfter(flags.getName(), translation.propertySource());
			translation.notes().forEach(this.logger::info);
		}
		String imported = FlagTranslation.imported(flags);
		if (imported != null) {
			String others = environment.getProperty(IMPORT);
			sources.addFirst(new MapPropertySource("Snowplow: --config",
					Map.of(IMPORT, (others != null) ? others + "," + imported : imported)));
			DefaultPropertiesPropertySource.addOrMerge(DEFAULTS, sources);
		}
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

}
