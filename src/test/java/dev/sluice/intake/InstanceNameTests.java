package dev.sluice.intake;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceName}.
 */
class InstanceNameTests {

	@Test
	void clientIdsTellInstancesAndPipelinesApart() {
		InstanceName name = new InstanceName("host", "host-1a2b3c");

		String clientId = name.clientId("sluice", "orders") + "-0";

		assertThat(clientId).isEqualTo("sluice-orders-host-1a2b3c-0");
		assertThat(InstanceName.isOf(clientId, "orders", "host-1a2b3c")).isTrue();
		assertThat(InstanceName.isOf(clientId, "orders", "host-1a2b3d")).isFalse();
		assertThat(InstanceName.isOf(clientId, "clicks", "host-1a2b3c")).isFalse();
		assertThat(InstanceName.isOf("consumer-orders-1", "orders", "host-1a2b3c")).isFalse();
	}

	@Test
	void namesDifferWithEveryStart() {
		assertThat(InstanceName.create().value()).isNotEqualTo(InstanceName.create().value());
	}

}
