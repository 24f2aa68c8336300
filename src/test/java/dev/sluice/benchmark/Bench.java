package dev.sluice.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.sluice.fixtures.BrokerProcess;
import dev.sluice.fixtures.ChildProcess;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * A broker and a null warehouse, each a process of its own, and what is started against
 * them. All of them end with it.
 */
final class Bench implements AutoCloseable {

	private static final String QUIET = "-Dlogback.configurationFile=dev/sluice/benchmark/logback.xml";

	private static final List<String> SERVER_OPTIONS = List.of(QUIET, "-Xmx1g", "-XX:+UseParallelGC");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final BenchmarkSettings settings;

	private final Path directory;

	private final int brokerPort = freePort();

	private final String bootstrap = "localhost:" + this.brokerPort;

	private final int restPort = freePort();

	private final int grpcPort = freePort();

	private final ChildProcess broker;

	private final ChildProcess warehouse;

	private final Admin admin;

	private final Counts counts;

	private int started;

	/**
	 * Starts broker and warehouse.
	 * @param settings the benchmark's settings
	 * @param directory an empty or absent directory for logs and the broker's data
	 */
	Bench(BenchmarkSettings settings, Path directory) {
		this.settings = settings;
		this.directory = directory;
		this.broker = ChildProcess.ofClass(BrokerProcess.class, log("broker"), SERVER_OPTIONS,
				List.of("" + this.brokerPort, "" + freePort(), directory.resolve("broker").toString()));
		this.warehouse = ChildProcess.ofClass(NullWarehouse.class, log("warehouse"), SERVER_OPTIONS,
				List.of("" + this.restPort, "" + this.grpcPort));
		this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrap));
		this.counts = new Counts(this.restPort).awaitAnswers(this.warehouse);
	}

	BenchmarkSettings settings() {
		return this.settings;
	}

	/** What the warehouse has acknowledged. */
	Counts counts() {
		return this.counts;
	}

	/** Makes an empty topic, and waits until its partitions have leaders. */
	void createTopic(String topic) {
		createTopic(topic, Map.of());
	}

	/** Makes one with settings. */
	void createTopic(String topic, Map<String, String> configs) {
		NewTopic made = new NewTopic(topic, this.settings.partitions(), (short) 1).configs(configs);
		get(this.admin.createTopics(List.of(made)).all());
		Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> records(topic) == 0);
	}

	/**
	 * Makes a topic with as many records as a run needs.
	 * @return the number of records
	 */
	long produceBacklog(String topic, RecordShape shape, int badOneIn) {
		createTopic(topic);
		try (RecordSource source = source(topic, shape, badOneIn)) {
			source.backlog(BenchmarkSettings.records(shape, this.settings.warmUp() + this.settings.measured()));
			return source.produced();
		}
	}

	void deleteTopic(String topic) {
		get(this.admin.deleteTopics(List.of(topic)).all());
	}

	RecordSource source(String topic, RecordShape shape, int badOneIn) {
		return new RecordSource(new ProduceConnection(this.brokerPort, topic), new BatchBuilder(shape, badOneIn),
				this.settings.partitions());
	}

	/** The number of records in a topic. */
	long records(String topic) {
		Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
		for (int partition = 0; partition < this.settings.partitions(); partition++) {
			latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
		}
		return get(this.admin.listOffsets(latest).all()).values().stream().mapToLong((end) -> end.offset()).sum();
	}

	/** Waits until a group has committed so many records of a topic. */
	void awaitCommitted(String group, String topic, long records) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet()
				.stream()
				.filter((entry) -> entry.getKey().topic().equals(topic))
				.mapToLong((entry) -> entry.getValue().offset())
				.sum() == records);
	}

	/**
	 * Starts the production jar as one member of a group.
	 * @param group the group
	 * @param topics the topics, separated by commas
	 * @param table the table's name, or a template of names
	 * @param settings further settings of the pipeline, as {@code name=value}, or with
	 * {@code --} before them of the application
	 */
	LoaderProcess loader(String group, String topics, String table, String... settings) {
		String name = "loader-" + group;
		Path gcLog = this.directory.resolve(name + "-gc.log");
		List<String> javaOptions = new ArrayList<>(this.settings.javaOptions());
		javaOptions.add("-Xlog:gc:file=" + gcLog);
		List<String> arguments = LoaderProcess.arguments(this, group, topics, table);
		Arrays.stream(settings)
			.map((setting) -> setting.startsWith("--") ? setting : LoaderProcess.PIPELINE + setting)
			.forEach(arguments::add);
		return new LoaderProcess(group, ChildProcess.ofJar(productionJar(), log(name), javaOptions, arguments), gcLog);
	}

	ChildProcess consumerCeiling(String topic, int countsPort) {
		List<String> arguments = new ArrayList<>(List.of("" + countsPort, topic, "" + this.settings.concurrency(),
				"bootstrap.servers=" + this.bootstrap));
		LoaderProcess.CONSUMER.forEach((name, value) -> arguments.add(name + "=" + value));
		return ceiling(ConsumerCeiling.class, arguments);
	}

	ChildProcess encodingCeiling(RecordShape shape, int countsPort) {
		return ceiling(EncodingCeiling.class, List.of("" + countsPort, shape.name(), "" + this.settings.concurrency()));
	}

	ChildProcess appendCeiling(RecordShape shape, String table) {
		String name = "projects/" + LoaderProcess.PROJECT + "/datasets/" + table.replace(".", "/tables/");
		return ceiling(AppendCeiling.class, List.of("" + this.grpcPort, name, shape.name(),
				"" + this.settings.concurrency(), "" + this.settings.inFlight()));
	}

	private ChildProcess ceiling(Class<?> main, List<String> arguments) {
		this.started++;
		List<String> javaOptions = new ArrayList<>(List.of(QUIET));
		javaOptions.addAll(this.settings.javaOptions());
		return ChildProcess.ofClass(main, log(main.getSimpleName() + "-" + this.started), javaOptions, arguments);
	}

	String bootstrap() {
		return this.bootstrap;
	}

	int restPort() {
		return this.restPort;
	}

	int grpcPort() {
		return this.grpcPort;
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path log(String name) {
		return this.directory.resolve(name + ".log");
	}

	private static Path productionJar() {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.getFileName().toString().matches("sluice-[^-]*(-SNAPSHOT)?\\.jar"))
				.findAny()
				.orElseThrow(() -> new IllegalStateException("there is no production jar in target"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static <T> T get(KafkaFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.admin.close();
		this.warehouse.close();
		this.broker.close();
		FileSystemUtils.deleteRecursively(this.directory.resolve("broker"));
	}

}
