package dev.sluice.configuration;

import java.util.Map;

import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaDefaultsTests {

	@Test
	void clientsAreSafeWithoutAnyProperty() {
		KafkaProperties kafka = kafka();

		assertThat(kafka.buildConsumerProperties()).containsEntry("auto.offset.reset", "earliest")
			.containsEntry("isolation.level", "read_committed")
			.containsEntry("enable.auto.commit", "false")
			.containsEntry("session.timeout.ms", "6000")
			.containsEntry("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
		assertThat(kafka.buildProducerProperties()).containsEntry("acks", "all")
			.containsEntry("enable.idempotence", "true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.kafka.consumer.properties.max.poll.records=100",
			"spring.kafka.consumer.max-poll-records=100", "spring.kafka.properties.max.poll.records=100" })
	void valueOfTheUserWinsWhereverItIsWritten(String property) {
		Map<String, Object> consumer = kafka(property).buildConsumerProperties();

		assertThat(consumer.get("max.poll.records")).hasToString("100");
	}

	@Test
	void consumerProtocolHasNoSettingsOfTheClassicOne() {
		Map<String, Object> consumer = kafka("spring.kafka.consumer.properties.group.protocol=consumer")
			.buildConsumerProperties();

		assertThat(consumer).doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms",
				"partition.assignment.strategy");
	}

	private static KafkaProperties kafka(String... properties) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(properties).applyTo(environment);
		new KafkaDefaults().postProcessEnvironment(environment, new SpringApplication());
		return Binder.get(environment).bindOrCreate("spring.kafka", KafkaProperties.class);
	}

}
