package dev.sluice.end2end;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/**
 * {@link LoadContract} with a broker in a container, where there is Docker.
 */
@Testcontainers(disabledWithoutDocker = true)
class LoadContainerIntegrationTests extends LoadContract {

	@Container
	private static final KafkaContainer broker = new KafkaContainer("apache/kafka:4.2.1");

	@Override
	String bootstrap() {
		return broker.getBootstrapServers();
	}

}
