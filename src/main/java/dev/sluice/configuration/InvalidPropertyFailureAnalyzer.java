package dev.sluice.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains a property record that refuses one of its values. The record knows only the
 * last part of the property's name; the binding knows the rest.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final Environment environment;

	InvalidPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		InvalidConfigurationPropertyValueException invalid = findCause(cause,
				InvalidConfigurationPropertyValueException.class);
		if (invalid == null) {
			return null;
		}
		String property = cause.getName() + "." + invalid.getName();
		PropertyCatalog catalog = PropertyCatalog.load();
		Refusal refusal = new Refusal(property, invalid.getValue(), String.valueOf(invalid.getReason()),
				catalog.advice(property));
		return new RefusalReport(this.environment).analysis(List.of(refusal), cause);
	}

}
