package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds properties below {@code sluice.} that do not exist, wherever they are set.
 */
final class UnknownProperties {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("sluice");

	/** What Kubernetes sets in every pod beside a service whose name begins with ours. */
	private static final Pattern SERVICE_VARIABLES = Pattern
		.compile("SLUICE_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

	private final PropertyCatalog catalog;

	UnknownProperties(PropertyCatalog catalog) {
		this.catalog = catalog;
	}

	List<Refusal> in(ConfigurableEnvironment environment) {
		List<Refusal> refusals = new ArrayList<>();
		if (this.catalog.isEmpty()) {
			return refusals;
		}
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
				Arrays.stream(variables.getPropertyNames())
					.filter(this::isUnknown)
					.map(this::refuse)
					.forEach(refusals::add);
			}
			else if (source instanceof IterableConfigurationPropertySource names) {
				names.stream().filter(this::isUnknown).map(this::refuse).forEach(refusals::add);
			}
		}
		return refusals;
	}

	private boolean isUnknown(String variable) {
		return variable.toUpperCase(Locale.ROOT).startsWith("SLUICE_") && !this.catalog.knowsVariable(variable)
				&& !SERVICE_VARIABLES.matcher(variable).matches();
	}

	private Refusal refuse(String variable) {
		String dotted = variable.toLowerCase(Locale.ROOT).replace('_', '.');
		String nearest = this.catalog.nearest(dotted)
			.map((name) -> name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_'))
			.map((name) -> "Write " + name + " instead.")
			.orElse("Take " + variable + " out of the environment, or write one of the names in docs/properties.md.");
		return new Refusal(variable, null, "Sluice has no such property.", nearest);
	}

	private boolean isUnknown(ConfigurationPropertyName name) {
		return ROOT.isAncestorOf(name) && this.catalog.find(name).isEmpty();
	}

	private Refusal refuse(ConfigurationPropertyName name) {
		if (name.getNumberOfElements() == 3 && "pipelines".equals(name.getElement(1, Form.UNIFORM))) {
			return new Refusal(name.toString(), null, "A pipeline is a group of properties, not a value.",
					"Write at least " + name + ".topics and " + name + ".table.");
		}
		String advice = this.catalog.nearest(name.toString())
			.map((nearest) -> "Write " + nearest + " instead.")
			.orElse("Take " + name + " out, or write one of the names in docs/properties.md.");
		return new Refusal(name.toString(), null, "Sluice has no such property.", advice);
	}

}
