package dev.sluice.mutator.topic;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.sluice.deadletter.LetterBoxes;
import dev.sluice.mutator.Mutators;
import dev.sluice.retry.RetryProperties;
import dev.sluice.schema.iglu.IgluSchemas;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Wires those who announce types and, with the profile {@code mutator}, those who listen
 * to them.
 */
@Configuration(proxyBeanMethods = false)
class TypesTopicConfiguration {

	private static final String MUTATOR = "mutator";

	@Bean
	TypesTopics typesTopics(LetterBoxes letters, Clock clock) {
		return new TypesTopics(letters, clock);
	}

	@Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
	@Profile(MUTATOR)
	ExecutorService typesExecutor() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("mutator-");
		threads.setDaemon(true);
		return Executors.newSingleThreadExecutor(threads);
	}

	@Bean
	@Profile(MUTATOR)
	TypesListenerAssembly typesListenerAssembly(ObjectProvider<IgluSchemas> schemas,
			@Qualifier("catalogMutators") Mutators mutators, LetterBoxes letters, RetryProperties patience,
			ConsumerFactory<?, ?> consumers, Clock clock, @Qualifier("typesExecutor") ExecutorService executor) {
		return new TypesListenerAssembly(schemas::getObject, mutators, letters, patience.outage().clock(), consumers,
				clock, executor);
	}

	@Bean
	@Profile(MUTATOR)
	TypesListeners typesListeners(TypesSubscriptions subscriptions, TypesListenerAssembly assembly) {
		return new TypesListeners(subscriptions.all().stream().map(assembly::assemble).toList());
	}

}
