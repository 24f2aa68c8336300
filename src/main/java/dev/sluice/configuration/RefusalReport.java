package dev.sluice.configuration;

import java.util.List;
import java.util.stream.Collectors;

import dev.sluice.administration.doctor.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Writes refusals for people: property, value, origin, reason, and what to write instead.
 * Shows no secrets.
 */
final class RefusalReport {

	private final Environment environment;

	RefusalReport(Environment environment) {
		this.environment = environment;
	}

	FailureAnalysis analysis(List<Refusal> refusals, Throwable cause) {
		Secrets secrets = Secrets.of(this.environment);
		String description = refusals.stream()
			.map((refusal) -> describe(refusal, secrets))
			.collect(Collectors.joining("\n\n"));
		String action = refusals.stream().map(Refusal::action).distinct().collect(Collectors.joining("\n"));
		String headline = (refusals.size() == 1) ? "The configuration has a property that cannot be used:"
				: "The configuration has %d properties that cannot be used:".formatted(refusals.size());
		return new FailureAnalysis(headline + "\n\n" + description, action, cause);
	}

	private String describe(Refusal refusal, Secrets secrets) {
		ConfigurationProperty found = find(refusal.property());
		Object value = (refusal.value() != null || found == null) ? refusal.value() : found.getValue();
		StringBuilder text = new StringBuilder("    Property: ").append(refusal.property());
		if (value != null) {
			text.append("\n    Value: \"").append(secrets.shown(refusal.property(), value.toString())).append('"');
		}
		if (found != null) {
			text.append("\n    Origin: ").append(origin(found));
		}
		return text.append("\n    Reason: ").append(secrets.without(refusal.reason())).toString();
	}

	private @Nullable ConfigurationProperty find(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.isValid(property)
				? ConfigurationPropertyName.of(property) : ConfigurationPropertyName.adapt(property, '.');
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private static Object origin(ConfigurationProperty found) {
		if (found.getOrigin() != null) {
			return found.getOrigin();
		}
		ConfigurationPropertySource source = found.getSource();
		return (source != null) ? source : "unknown";
	}

}
