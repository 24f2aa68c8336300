package dev.sluice.configuration.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * An Apache Kafka broker in this process, bound to the loopback interface. Creates topics
 * on demand.
 * <p>
 * What it has acknowledged is in its directory and survives the end of the process, also
 * a violent one.
 */
final class LocalBroker implements AutoCloseable {

	private static final int NODE = 1;

	private final KafkaRaftServer server;

	private LocalBroker(KafkaRaftServer server) {
		this.server = server;
	}

	/**
	 * Starts a broker, and returns when it takes requests.
	 * @param port the port for clients
	 * @param directory its directory; formatted if it is new
	 * @param clusterId the id of the cluster, in Kafka's own form
	 */
	static LocalBroker start(int port, Path directory, String clusterId) {
		if (!Files.exists(directory.resolve("meta.properties"))) {
			format(directory, clusterId);
		}
		KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties(port, directory)), Time.SYSTEM);
		server.startup();
		return new LocalBroker(server);
	}

	private static void format(Path directory, String clusterId) {
		try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			new Formatter().setPrintStream(nowhere)
				.setNodeId(NODE)
				.setClusterId(clusterId)
				.addDirectory(directory.toString())
				.setMetadataLogDirectory(directory.toString())
				.setControllerListenerName("CONTROLLER")
				.run();
		}
		catch (Exception ex) {
			throw new IllegalStateException("the broker's directory " + directory + " cannot be made", ex);
		}
	}

	private static Properties properties(int port, Path directory) {
		String controller = "127.0.0.1:" + freePort();
		Properties properties = new Properties();
		properties.putAll(brokerDefaults());
		properties.setProperty("node.id", Integer.toString(NODE));
		properties.setProperty("log.dirs", directory.toString());
		properties.setProperty("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://%s".formatted(port, controller));
		properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
		properties.setProperty("controller.quorum.voters", NODE + "@" + controller);
		return properties;
	}

	private static Properties brokerDefaults() {
		try (var in = LocalBroker.class.getResourceAsStream("broker.properties")) {
			Properties properties = new Properties();
			properties.load(in);
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.shutdown();
		this.server.awaitShutdown();
	}

}
