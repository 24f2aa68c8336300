package dev.sluice.intake;

import java.util.Map;

import org.jspecify.annotations.Nullable;

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
public final class ListenerRegistrar implements BeanDefinitionRegistryPostProcessor {

	private static final Bindable<Map<String, Object>> PIPELINES = Bindable.mapOf(String.class, Object.class);

	private final Environment environment;

	private final String prefix;

	private final Class<? extends Intakes> intakes;

	/**
	 * A registrar.
	 * @param environment names the pipelines
	 * @param prefix what the names of the listeners' beans begin with
	 * @param intakes the type of the bean that has the intakes
	 */
	public ListenerRegistrar(Environment environment, String prefix, Class<? extends Intakes> intakes) {
		this.environment = environment;
		this.prefix = prefix;
		this.intakes = intakes;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		Binder.get(this.environment)
			.bind("sluice.pipelines", PIPELINES)
			.ifBound((pipelines) -> pipelines.keySet().forEach((name) -> register(registry, name)));
	}

	private void register(BeanDefinitionRegistry registry, String name) {
		ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
		registry.registerBeanDefinition(this.prefix + name,
				BeanDefinitionBuilder.genericBeanDefinition(RecordBatchListener.class, () -> listener(beans, name))
					.getBeanDefinition());
	}

	private RecordBatchListener listener(ConfigurableListableBeanFactory beans, String name) {
		PipelineIntake intake = beans.getBean(this.intakes).find(name);
		if (intake == null) {
			throw new IllegalStateException("there is no pipeline '" + name + "'");
		}
		return new RecordBatchListener(intake);
	}

	/**
	 * Has an intake for each pipeline.
	 */
	@FunctionalInterface
	public interface Intakes {

		/**
		 * The intake of a pipeline, or {@code null} if there is no such pipeline.
		 */
		@Nullable PipelineIntake find(String pipeline);

	}

}
