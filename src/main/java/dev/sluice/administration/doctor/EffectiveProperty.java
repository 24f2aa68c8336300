package dev.sluice.administration.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.system.SystemProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;

/**
 * A property that is set somewhere, as it takes effect.
 *
 * @param name its name
 * @param value its value, which may be a secret
 * @param origin where it is set, for people
 */
record EffectiveProperty(String name, String value, String origin) {

	/** What a start can depend on. */
	private static final List<ConfigurationPropertyName> ROOTS = List.of(ConfigurationPropertyName.of("sluice"),
			ConfigurationPropertyName.of("spring.kafka"), ConfigurationPropertyName.of("spring.cloud.gcp"),
			ConfigurationPropertyName.of("management"));

	/**
	 * All that are set below our own roots and those of Kafka, Google Cloud and the
	 * management, by name. Where a property is set twice, that is the one that wins.
	 */
	static List<EffectiveProperty> all(Environment environment) {
		Map<ConfigurationPropertyName, EffectiveProperty> found = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream()
					.filter((name) -> ROOTS.stream().anyMatch((root) -> root.isAncestorOf(name)))
					.filter((name) -> !found.containsKey(name))
					.forEach((name) -> add(name, source, environment, found));
			}
		}
		List<EffectiveProperty> all = new ArrayList<>();
		found.keySet().stream().sorted().forEach((name) -> all.add(found.get(name)));
		return all;
	}

	private static void add(ConfigurationPropertyName name, ConfigurationPropertySource source, Environment environment,
			Map<ConfigurationPropertyName, EffectiveProperty> found) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		if (property != null) {
			String value = environment.resolvePlaceholders(String.valueOf(property.getValue()));
			found.put(name, new EffectiveProperty(name.toString(), value, origin(property)));
		}
	}

	private static String origin(ConfigurationProperty property) {
		Origin origin = property.getOrigin();
		if (origin instanceof TextResourceOrigin text && text.getResource() != null) {
			TextResourceOrigin.Location place = text.getLocation();
			return file(text.getResource()) + ((place != null) ? ":" + (place.getLine() + 1) : "");
		}
		ConfigurationPropertySource source = property.getSource();
		Object underlying = (source != null) ? source.getUnderlyingSource() : null;
		if (underlying instanceof SystemEnvironmentPropertySource) {
			return (origin != null) ? origin.toString().replace("System Environment Property", "environment variable")
					: "environment variable";
		}
		return (underlying instanceof PropertySource<?> named) ? words(named.getName()) : String.valueOf(origin);
	}

	private static String file(Resource resource) {
		if (resource.isFile()) {
			String path = String.valueOf(resource.getDescription()).replaceAll("^.*?\\[(.*)].*$", "$1");
			String here = String.valueOf(SystemProperties.get("user.dir")) + "/";
			return path.startsWith(here) ? path.substring(here.length()) : path;
		}
		return resource.getDescription();
	}

	private static String words(String source) {
		return switch (source) {
			case "commandLineArgs" -> "command line";
			case "systemProperties" -> "system property";
			case "sluiceKafkaDefaults" -> "Sluice's default for Kafka";
			case "sluiceLocalMode" -> "local mode";
			default -> "property source " + source;
		};
	}

}
