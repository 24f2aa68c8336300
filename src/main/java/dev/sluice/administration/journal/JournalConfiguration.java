package dev.sluice.administration.journal;

import java.time.Clock;
import java.util.List;

import dev.sluice.administration.Concern;
import dev.sluice.administration.Journal;
import dev.sluice.intake.InstanceName;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the journal, for instances and for commands of the jar.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalConfiguration {

	@Bean
	JournalClients journalClients(KafkaProperties kafka, JournalProperties properties) {
		return new JournalClients(kafka, properties);
	}

	@Bean
	Journal journal(JournalProperties properties, JournalClients clients, ObjectProvider<InstanceName> instances,
			Clock clock) {
		InstanceName instance = instances.getIfAvailable(InstanceName::create);
		return (properties.enabled()) ? new KafkaJournal(clients, instance.value(), clock) : new LoggedJournal();
	}

	@Bean
	Concern journalConcern(Journal journal) {
		return (journal instanceof Concern concern) ? concern : (intake) -> List.of();
	}

	@Bean
	JournalEndpoint journalEndpoint(JournalProperties properties, JournalClients clients, Clock clock) {
		return new JournalEndpoint(
				properties.enabled() ? new JournalReader(properties.topic(), clients::consumer, clock) : null);
	}

}
