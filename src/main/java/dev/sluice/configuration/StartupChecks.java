package dev.sluice.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.sluice.administration.doctor.ConfigurationReview;
import dev.sluice.pipeline.SluiceProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses a configuration before any bean is made of it, so that nothing has been read or
 * written. Names all that is wrong at once, mistyped properties first, since they explain
 * the missing ones. The doctor, which is not to be kept from starting, only has them
 * named.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartupChecks implements ApplicationContextInitializer<ConfigurableApplicationContext>, ConfigurationReview {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		refuse(new ProfileCheck(environment).refusals());
		refuse(new UnknownProperties(PropertyCatalog.load()).in(environment));
		SluiceProperties properties = Binder.get(environment).bindOrCreate("sluice", SluiceProperties.class);
		refuse(check(environment, properties).toList());
	}

	private static Stream<Refusal> check(ConfigurableEnvironment environment, SluiceProperties properties) {
		List<StartupCheck> checks = List.of(new PipelineChecks(), new PipelineTopicChecks(),
				new OwnTopicsCheck(environment), new FileLoadsCheck(), new WriteChecks(environment),
				new KafkaChecks(environment), new IgluCheck(environment), new SchemaCriteriaCheck());
		return checks.stream().flatMap((check) -> check.check(properties).stream());
	}

	private static void refuse(List<Refusal> refusals) {
		if (!refusals.isEmpty()) {
			throw new ConfigurationRefusedException(refusals);
		}
	}

	@Override
	public List<Objection> objections(ConfigurableEnvironment environment, SluiceProperties properties) {
		Stream<Refusal> mistyped = Stream.concat(new ProfileCheck(environment).refusals().stream(),
				new UnknownProperties(PropertyCatalog.load()).in(environment).stream());
		return Stream.concat(mistyped, check(environment, properties))
			.map((refusal) -> new Objection(refusal.property(),
					(refusal.value() != null) ? refusal.value().toString() : null, refusal.reason(), refusal.action()))
			.toList();
	}

	@Override
	public String advice(String property) {
		return PropertyCatalog.load().advice(property);
	}

	@Override
	public Map<String, String> defaults(Collection<String> pipelines) {
		return PropertyCatalog.load().defaults(pipelines);
	}

}
