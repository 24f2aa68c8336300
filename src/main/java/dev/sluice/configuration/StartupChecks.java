package dev.sluice.configuration;

import java.util.List;

import dev.sluice.pipeline.SluiceProperties;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Refuses a configuration before any bean is made of it, so that nothing has been read or
 * written. Names all that is wrong at once, mistyped properties first, since they explain
 * the missing ones.
 */
final class StartupChecks implements BeanFactoryPostProcessor {

	private final Environment environment;

	private final List<StartupCheck> checks;

	StartupChecks(Environment environment, List<StartupCheck> checks) {
		this.environment = environment;
		this.checks = checks;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		refuse(new UnknownProperties(PropertyCatalog.load()).in((ConfigurableEnvironment) this.environment));
		SluiceProperties properties = Binder.get(this.environment).bindOrCreate("sluice", SluiceProperties.class);
		refuse(this.checks.stream().flatMap((check) -> check.check(properties).stream()).toList());
	}

	private static void refuse(List<Refusal> refusals) {
		if (!refusals.isEmpty()) {
			throw new ConfigurationRefusedException(refusals);
		}
	}

}
