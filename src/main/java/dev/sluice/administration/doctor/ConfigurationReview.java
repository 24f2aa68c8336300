package dev.sluice.administration.doctor;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.sluice.pipeline.SluiceProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells what would keep Sluice from starting with a configuration, instead of keeping it.
 */
public interface ConfigurationReview {

	/**
	 * All that is wrong.
	 * @param environment the configuration
	 * @param properties what could be read of it
	 */
	List<Objection> objections(ConfigurableEnvironment environment, SluiceProperties properties);

	/**
	 * What to write for a property.
	 */
	String advice(String property);

	/**
	 * The defaults of Sluice's own properties, by their full names.
	 * @param pipelines the names of the pipelines
	 */
	Map<String, String> defaults(Collection<String> pipelines);

	/**
	 * Something that is wrong with a property.
	 *
	 * @param property the property's full name, or the environment variable's
	 * @param value the value, or {@code null} if it has none
	 * @param reason why it cannot be used: a sentence
	 * @param action what to write instead: a sentence
	 */
	record Objection(String property, @Nullable String value, String reason, String action) {

	}

}
