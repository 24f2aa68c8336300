package dev.sluice.end2end;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * {@link LoadContract} with a broker in this process.
 */
class LoadIntegrationTests extends LoadContract {

	private static final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1)
		.brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions", "1"));

	@BeforeAll
	static void startBroker() {
		broker.afterPropertiesSet();
	}

	@AfterAll
	static void stopBroker() {
		broker.destroy();
	}

	@Override
	String bootstrap() {
		return broker.getBrokersAsString();
	}

}
