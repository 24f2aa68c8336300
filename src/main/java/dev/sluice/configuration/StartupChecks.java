package dev.sluice.configuration;

import java.util.List;

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
 * the missing ones.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartupChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		refuse(new ProfileCheck(environment).refusals());
		refuse(new UnknownProperties(PropertyCatalog.load()).in(environment));
		SluiceProperties properties = Binder.get(environment).bindOrCreate("sluice", SluiceProperties.class);
		List<StartupCheck> checks = List.of(new PipelineChecks(), new PipelineTopicChecks(), new FileLoadsCheck(),
				new WriteChecks(environment), new KafkaChecks(environment), new IgluCheck(environment),
				new SchemaCriteriaCheck());
		refuse(checks.stream().flatMap((check) -> check.check(properties).stream()).toList());
	}

	private static void refuse(List<Refusal> refusals) {
		if (!refusals.isEmpty()) {
			throw new ConfigurationRefusedException(refusals);
		}
	}

}
