package dev.sluice.administration;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether Kafka answers.
 */
final class KafkaHealthIndicator extends AbstractHealthIndicator {

	private static final int LIMIT_SECONDS = 3;

	private final Admin admin;

	KafkaHealthIndicator(Admin admin) {
		super("Kafka does not answer");
		this.admin = admin;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		try {
			DescribeClusterResult cluster = this.admin.describeCluster();
			builder.up()
				.withDetails(Map.of("cluster", cluster.clusterId().get(LIMIT_SECONDS, TimeUnit.SECONDS), "brokers",
						cluster.nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).size()));
		}
		catch (ExecutionException | TimeoutException ex) {
			builder.status(new Status("DEGRADED"))
				.withDetail("reason", "Kafka does not answer")
				.withDetail("action", "check spring.kafka.bootstrap-servers and the brokers; Sluice goes on by itself");
		}
	}

}
