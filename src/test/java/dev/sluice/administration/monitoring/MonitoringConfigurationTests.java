package dev.sluice.administration.monitoring;

import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MonitoringConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
		.withUserConfiguration(MonitoringConfiguration.class);

	@Test
	void nothingIsReportedUnlessAskedFor() {
		this.context
			.run((context) -> assertThat(context).doesNotHaveBean(Webhook.class).doesNotHaveBean(StatsdReporter.class));
	}

	@Test
	void endpointTurnsTheWebhookOn() {
		this.context.withPropertyValues("sluice.monitoring.webhook.endpoint=https://hooks.example/x")
			.run((context) -> assertThat(context.getBeanNamesForType(Webhook.class)).hasSize(1));
	}

	@Test
	void hostnameTurnsStatsdOn() {
		this.context.withPropertyValues("sluice.monitoring.statsd.hostname=agent")
			.run((context) -> assertThat(context.getBeanNamesForType(StatsdReporter.class)).hasSize(1));
	}

}
