package dev.sluice.administration.doctor;

import java.util.List;

import dev.sluice.topic.Answers;
import dev.sluice.warehouse.WriteProperties.Guarantee;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The checks of what brokers allow.
 */
final class BrokerLimits {

	private static final String METADATA = "offset.metadata.max.bytes";

	private BrokerLimits() {
	}

	/**
	 * With exactly-once, commits name tables in their metadata, whose length brokers
	 * bound.
	 */
	static void examine(Admin admin, Scope scope, Checks checks) {
		scope.pipelines().forEach((name, pipeline) -> {
			if (pipeline.write().guarantee() == Guarantee.EXACTLY_ONCE) {
				examine(admin, name, pipeline.write().offsetMetadata().toBytes(), checks);
			}
		});
	}

	private static void examine(Admin admin, String name, long needed, Checks checks) {
		String check = METADATA + " for " + name;
		try {
			Node broker = Answers.await(admin.describeCluster().nodes()).iterator().next();
			ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
			Config config = Answers.await(admin.describeConfigs(List.of(resource)).values().get(resource));
			ConfigEntry entry = config.get(METADATA);
			long allowed = Long.parseLong(entry.value());
			if (allowed < needed) {
				checks.failed(check, "the brokers allow %d bytes, and up to %d are written".formatted(allowed, needed),
						"set it to %d on the brokers, or sluice.pipelines.%s.write.offset-metadata to %dB"
							.formatted(needed, name, allowed));
			}
			else {
				checks.ok(check, "%d bytes, %d needed at most".formatted(allowed, needed));
			}
		}
		catch (KafkaException ex) {
			checks.skipped(check, "the brokers' settings may not be read (permission DescribeConfigs of the cluster)");
		}
	}

}
