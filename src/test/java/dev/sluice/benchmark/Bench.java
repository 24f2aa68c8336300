package dev.sluice.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	/** A thousand partitions take a while. */
	private static final Duration CREATION = Duration.ofMinutes(5);

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

	/** A topic with as many partitions as the settings say. */
	TopicSet topic(String name) {
		return TopicSet.of(name, this.settings.partitions());
	}

	/** Makes empty topics, and waits until their partitions have leaders. */
	void create(TopicSet topics) {
		create(topics, Map.of());
	}

	/** Makes some with settings. */
	void create(TopicSet topics, Map<String, String> configs) {
		get(this.admin
			.createTopics(topics.names()
				.stream()
				.map((name) -> new NewTopic(name, topics.partitionsEach(), (short) 1).configs(configs))
				.toList())
			.all());
		Awaitility.await().atMost(CREATION).ignoreExceptions().until(() -> records(topics) == 0);
	}

	/**
	 * Makes topics with as many records as a run needs.
	 * @return the number of records
	 */
	long produceBacklog(TopicSet topics, RecordShape shape, int badOneIn) {
		create(topics);
		try (RecordSource source = source(topics, shape, badOneIn)) {
			source.backlog(BenchmarkSettings.records(shape, this.settings.warmUp() + this.settings.measured()));
			return source.produced();
		}
	}

	void delete(TopicSet topics) {
		get(this.admin.deleteTopics(topics.names()).all());
	}

	RecordSource source(TopicSet topics, RecordShape shape, int badOneIn) {
		return new RecordSource(new ProduceConnection(this.brokerPort, topics), new BatchBuilder(shape, badOneIn),
				topics.size());
	}

	/** The number of records in topics. */
	long records(TopicSet topics) {
		Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
		topics.partitions().forEach((partition) -> latest.put(partition, OffsetSpec.latest()));
		return get(this.admin.listOffsets(latest).all()).values().stream().mapToLong((end) -> end.offset()).sum();
	}

	/** Waits until a group has committed all records of topics. */
	void awaitCommitted(String group, TopicSet topics) {
		long records = records(topics);
		Set<String> names = Set.copyOf(topics.names());
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet()
				.stream()
				.filter((entry) -> names.contains(entry.getKey().topic()))
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
		this.started++;
		String process = "loader-" + group + "-" + this.started;
		Path gcLog = this.directory.resolve(process + "-gc.log");
		List<String> javaOptions = new ArrayList<>(this.settings.javaOptions());
		javaOptions.add("-Xlog:gc:file=" + gcLog);
		List<String> arguments = LoaderProcess.arguments(this, group, topics, table);
		for (String setting : settings) {
			String argument = setting.startsWith("--") ? setting : LoaderProcess.PIPELINE + setting;
			String name = argument.substring(0, argument.indexOf('=') + 1);
			arguments.removeIf((standard) -> standard.startsWith(name));
			arguments.add(argument);
		}
		return new LoaderProcess(group, ChildProcess.ofJar(productionJar(), log(process), javaOptions, arguments),
				gcLog);
	}

	ChildProcess consumerCeiling(TopicSet topics, int countsPort) {
		List<String> arguments = new ArrayList<>(List.of("" + countsPort, topics.toString(),
				"" + this.settings.concurrency(), "bootstrap.servers=" + this.bootstrap));
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
