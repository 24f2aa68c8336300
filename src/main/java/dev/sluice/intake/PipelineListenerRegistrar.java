package dev.sluice.intake;

import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Makes one {@link RecordBatchListener} bean for each pipeline of the configuration, for
 * which Spring Kafka then makes the containers.
 */
final class PipelineListenerRegistrar implements BeanDefinitionRegistryPostProcessor {

	private static final Bindable<Map<String, Object>> PIPELINES = Bindable.mapOf(String.class, Object.class);

	private final Environment environment;

	PipelineListenerRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		Binder.get(this.environment)
			.bind("sluice.pipelines", PIPELINES)
			.ifBound((pipelines) -> pipelines.keySet().forEach((name) -> register(registry, name)));
	}

	private static void register(BeanDefinitionRegistry registry, String name) {
		ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
		registry.registerBeanDefinition("pipelineListener." + name,
				BeanDefinitionBuilder
					.genericBeanDefinition(RecordBatchListener.class,
							() -> beans.getBean(IntakeListeners.class).listener(name))
					.getBeanDefinition());
	}

	/**
	 * Makes the listener of a pipeline.
	 */
	@FunctionalInterface
	interface IntakeListeners {

		RecordBatchListener listener(String pipeline);

	}

}
