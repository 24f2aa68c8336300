package dev.sluice.configuration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableResult;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class LocalModeIntegrationTests {

	private static final String DEFAULT_BROKER = "spring.kafka.bootstrap-servers";

	private @Nullable String defaultBroker;

	private final List<ServerSocket> ports = new ArrayList<>();

	private int kafkaPort;

	private int restPort;

	private int grpcPort;

	@TempDir
	private Path directory;

	@BeforeEach
	void findPorts() throws IOException {
		this.kafkaPort = freePort();
		this.restPort = freePort();
		this.grpcPort = freePort();
		for (ServerSocket port : this.ports) {
			port.close();
		}
	}

	/** The tests' own broker, if there is one, is everybody's default. */
	@BeforeEach
	void leaveTheDefaultBroker() {
		this.defaultBroker = System.clearProperty(DEFAULT_BROKER);
	}

	@AfterEach
	void restoreTheDefaultBroker() {
		if (this.defaultBroker != null) {
			System.setProperty(DEFAULT_BROKER, this.defaultBroker);
		}
	}

	@Test
	void sampleIsLoadedWithoutAnyProperty(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
			awaitRows("sample.page_views", 3);
		}

		assertThat(output).contains("Sluice is loading.")
			.contains("Kafka     127.0.0.1:" + this.kafkaPort)
			.containsPattern("login admin, password \\S{16}")
			.contains("SELECT COUNT(*) FROM sample.page_views");
	}

	@Test
	void pipelineOfTheCommandLineLoadsWhatAnyoneProduces() throws Exception {
		String[] pipeline = { "--sluice.local.sample=false", "--sluice.local.data-dir=" + this.directory,
				"--sluice.pipelines.orders.topics=orders", "--sluice.pipelines.orders.format=json",
				"--sluice.pipelines.orders.table=shop.orders" };

		try (ConfigurableApplicationContext context = start(pipeline)) {
			assertThat(context.isActive()).isTrue();
			produce("orders", "{\"id\": 1}");
			awaitRows("shop.orders", 1);
		}
		try (ConfigurableApplicationContext context = start(pipeline)) {
			assertThat(context.isActive()).isTrue();
			produce("orders", "{\"id\": 2}");
			awaitRows("shop.orders", 2);
		}
	}

	@Test
	void serversRunWithoutALoader(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start("--sluice.local.run=broker")) {
			assertThat(context.containsBean("pipelineIntakes")).isFalse();
			produce("orders", "{\"id\": 1}");
		}

		assertThat(output).contains("This process serves").doesNotContain("BigQuery  http");
	}

	@Test
	void portInUseIsRefusedWithThePropertyThatMovesIt(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(this.restPort, 1, InetAddress.getLoopbackAddress())) {
			assertThatException().isThrownBy(() -> start().close());

			assertThat(output).contains("Property: sluice.local.rest-port")
				.contains("Value: \"" + taken.getLocalPort() + "\"")
				.contains("write another port for sluice.local.rest-port");
		}
	}

	private ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--sluice.local.kafka-port=" + this.kafkaPort);
		all.add("--sluice.local.rest-port=" + this.restPort);
		all.add("--sluice.local.grpc-port=" + this.grpcPort);
		all.add("--server.port=0");
		return LocalSluiceApplication.application().run(all.toArray(String[]::new));
	}

	private void produce(String topic, String value) throws Exception {
		Map<String, Object> properties = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + this.kafkaPort);
		try (Producer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>(topic, value)).get();
		}
	}

	private void awaitRows(String table, long atLeast) {
		BigQuery bigQuery = BigQueryOptions.newBuilder()
			.setProjectId("local")
			.setHost("http://localhost:" + this.restPort)
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
		QueryJobConfiguration query = QueryJobConfiguration.of("SELECT COUNT(*) FROM " + table);
		Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
			TableResult result = bigQuery.query(query);
			assertThat(result.iterateAll().iterator().next().get(0).getLongValue()).isGreaterThanOrEqualTo(atLeast);
		});
	}

	private int freePort() throws IOException {
		ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.ports.add(socket);
		return socket.getLocalPort();
	}

}
