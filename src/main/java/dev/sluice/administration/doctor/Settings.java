package dev.sluice.administration.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.sluice.administration.doctor.ConfigurationReview.Objection;
import dev.sluice.pipeline.BudgetProperties;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SluiceProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The configuration as far as it can be read: a pipeline that cannot be read leaves the
 * others alone.
 *
 * @param environment the configuration itself
 * @param names the pipelines that it names
 * @param properties what could be read
 * @param unreadable what could not
 */
record Settings(ConfigurableEnvironment environment, Set<String> names, SluiceProperties properties,
		List<Objection> unreadable) {

	private static final String PIPELINES = "sluice.pipelines";

	static Settings of(ConfigurableEnvironment environment, ConfigurationReview review) {
		Binder binder = Binder.get(environment);
		List<Objection> unreadable = new ArrayList<>();
		Set<String> names = names(environment);
		Map<String, PipelineProperties> pipelines = new LinkedHashMap<>();
		for (String name : names) {
			PipelineProperties pipeline = bind(binder, PIPELINES + "." + name, PipelineProperties.class, review,
					unreadable);
			if (pipeline != null) {
				pipelines.put(name, pipeline);
			}
		}
		return new Settings(environment, names, rest(binder, pipelines, review, unreadable), unreadable);
	}

	/** Not bound, since a single value that cannot be read would hide them all. */
	private static Set<String> names(ConfigurableEnvironment environment) {
		ConfigurationPropertyName pipelines = ConfigurationPropertyName.of(PIPELINES);
		return EffectiveProperty.all(environment)
			.stream()
			.map((property) -> ConfigurationPropertyName.of(property.name()))
			.filter(pipelines::isAncestorOf)
			.map((name) -> name.getElement(pipelines.getNumberOfElements(), Form.ORIGINAL))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static SluiceProperties rest(Binder binder, Map<String, PipelineProperties> pipelines,
			ConfigurationReview review, List<Objection> unreadable) {
		SluiceProperties defaults = new Binder().bindOrCreate("sluice", SluiceProperties.class);
		return new SluiceProperties(pipelines, Objects.requireNonNullElse(
				bind(binder, "sluice.memory", SluiceProperties.Memory.class, review, unreadable), defaults.memory()),
				Objects.requireNonNullElse(bind(binder, "sluice.budget", BudgetProperties.class, review, unreadable),
						defaults.budget()),
				Objects.requireNonNullElse(
						bind(binder, "sluice.kafka", SluiceProperties.Kafka.class, review, unreadable),
						defaults.kafka()),
				run(binder, defaults.run(), review, unreadable));
	}

	private static SluiceProperties.Run run(Binder binder, SluiceProperties.Run otherwise, ConfigurationReview review,
			List<Objection> unreadable) {
		try {
			return binder.bind("sluice.run", SluiceProperties.Run.class).orElse(otherwise);
		}
		catch (BindException ex) {
			unreadable.add(objection(ex, review));
			return otherwise;
		}
	}

	private static <T> @Nullable T bind(Binder binder, String prefix, Class<T> type, ConfigurationReview review,
			List<Objection> unreadable) {
		try {
			return binder.bindOrCreate(prefix, type);
		}
		catch (BindException ex) {
			unreadable.add(objection(ex, review));
			return null;
		}
	}

	private static Objection objection(BindException failure, ConfigurationReview review) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidConfigurationPropertyValueException invalid) {
				String property = failure.getName() + "." + invalid.getName();
				return new Objection(property, (invalid.getValue() != null) ? invalid.getValue().toString() : null,
						String.valueOf(invalid.getReason()), review.advice(property));
			}
		}
		ConfigurationProperty found = failure.getProperty();
		String property = (found != null) ? found.getName().toString() : failure.getName().toString();
		return new Objection(property, (found != null) ? String.valueOf(found.getValue()) : null,
				"It cannot be read: " + Causes.of(failure) + ".", review.advice(property));
	}

	Map<String, PipelineProperties> pipelines() {
		return this.properties.pipelines();
	}

	/**
	 * Refuses a pipeline that the configuration does not name.
	 * @throws IllegalArgumentException if it does not
	 */
	void check(@Nullable String pipeline) {
		if (pipeline != null && !this.names.contains(pipeline)) {
			throw new IllegalArgumentException(
					"there is no pipeline '" + pipeline + "', only " + String.join(", ", this.names));
		}
	}

	Secrets secrets() {
		return Secrets.of(this.environment);
	}

}
