package dev.sluice.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * An Apache Kafka broker as a process of its own, started with a port, a port for its
 * controller and an empty directory.
 */
public final class BrokerProcess {

	private BrokerProcess() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[2]);
		Formatter formatter = new Formatter();
		formatter.setClusterId(Uuid.randomUuid().toString())
			.setNodeId(1)
			.setDirectories(List.of(directory.toString()))
			.setMetadataLogDirectory(directory.toString())
			.setReleaseVersion(MetadataVersion.latestProduction())
			.setControllerListenerName("CONTROLLER")
			.run();
		KafkaRaftServer server = new KafkaRaftServer(
				KafkaConfig.fromProps(properties(args[0], args[1], directory), false), Time.SYSTEM);
		Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
		server.startup();
		server.awaitShutdown();
	}

	private static Properties properties(String port, String controllerPort, Path directory) {
		Properties properties = new Properties();
		properties.put("process.roles", "broker,controller");
		properties.put("node.id", "1");
		properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
		properties.put("controller.listener.names", "CONTROLLER");
		properties.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
		properties.put("log.dirs", directory.toString());
		properties.put("offsets.topic.num.partitions", "1");
		properties.put("offsets.topic.replication.factor", "1");
		properties.put("transaction.state.log.replication.factor", "1");
		properties.put("transaction.state.log.min.isr", "1");
		properties.put("group.initial.rebalance.delay.ms", "0");
		properties.put("log.retention.ms", "-1");
		properties.put("auto.create.topics.enable", "false");
		return properties;
	}

}
