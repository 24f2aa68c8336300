package dev.sluice.administration.monitoring;

import java.time.Clock;
import java.util.Objects;

import dev.sluice.administration.PipelineStatusReader;
import dev.sluice.intake.PipelineIntakes;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the reports that are asked for.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ WebhookProperties.class, StatsdProperties.class })
class MonitoringConfiguration {

	/** Where the program does not run from its jar. */
	private static final String UNKNOWN = "0.0.0-development";

	@Bean
	@ConditionalOnProperty(WebhookProperties.ENDPOINT)
	Webhook webhook(WebhookProperties properties, PipelineIntakes intakes, PipelineStatusReader reader, Clock clock,
			@Value("${spring.application.name:sluice}") String name) {
		String version = MonitoringConfiguration.class.getPackage().getImplementationVersion();
		WebhookPayloads payloads = new WebhookPayloads(name, Objects.requireNonNullElse(version, UNKNOWN),
				properties.tags());
		return new Webhook(properties.uri(), new WebhookReports(payloads, properties.heartbeat()),
				new PipelineTotals(intakes, reader)::statuses, clock);
	}

	@Bean
	@ConditionalOnProperty(StatsdProperties.HOSTNAME)
	StatsdReporter statsdReporter(StatsdProperties properties, PipelineIntakes intakes, PipelineStatusReader reader) {
		StatsdNames names = Objects.requireNonNull(StatsdNames.of(properties.names()));
		StatsdLines lines = new StatsdLines(properties.prefix(), names, properties.tags());
		StatsdReporter reporter = new StatsdReporter(Objects.requireNonNull(properties.hostname()), properties.port(),
				lines, new PipelineTotals(intakes, reader)::snapshot);
		reporter.start(properties.period());
		return reporter;
	}

}
