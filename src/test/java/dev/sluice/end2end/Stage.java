package dev.sluice.end2end;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.SluiceApplication;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Setting;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.apache.kafka.coordinator.group.generated.GroupMetadataKey;
import org.apache.kafka.coordinator.group.generated.GroupMetadataValue;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A broker, an emulator whose write path lags by two seconds, and as many instances of
 * Sluice as a test starts. Tests look at topics and tables themselves, never at what
 * Sluice says of them.
 */
final class Stage implements AutoCloseable {

	static final String PROJECT = "test";

	private static final String GROUP = "sluice-orders";

	private static final Duration LAG = Setting.WRITE_PATH_LAG.standard();

	private Emulator emulator;

	private final String bootstrap;

	private final KafkaProducer<byte[], byte[]> producer;

	private final Admin admin;

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	private final List<LoaderProcess> processes = new ArrayList<>();

	/** What people want of pipelines on one stage does not concern another. */
	private final String own = UUID.randomUUID().toString();

	Stage(String bootstrap) {
		this(bootstrap, Emulator.start());
	}

	Stage(String bootstrap, Emulator emulator) {
		this.emulator = emulator;
		this.bootstrap = bootstrap;
		Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap, "max.request.size", 16_777_216);
		this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
	}

	Emulator emulator() {
		return this.emulator;
	}

	/**
	 * Ends the emulator, and starts it again on the same ports.
	 * @param directory the emulator's directory
	 * @param meanwhile what happens while it is away
	 */
	void withoutEmulator(Path directory, Runnable meanwhile) {
		Emulator.Builder again = Emulator.builder()
			.directory(directory)
			.location(this.emulator.location())
			.restPort(this.emulator.restPort())
			.grpcPort(this.emulator.grpcPort());
		this.emulator.close();
		meanwhile.run();
		this.emulator = again.start();
	}

	void topic(String name, int partitions) {
		topic(name, partitions, Map.of());
	}

	void topic(String name, int partitions, Map<String, String> settings) {
		await(() -> this.admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
			.all()
			.get(30, TimeUnit.SECONDS));
	}

	/**
	 * Starts an instance with a pipeline that is called {@code orders}.
	 * @param topic its topics, with commas in between
	 * @param table its table
	 * @param properties further properties of the pipeline or, with {@code --} before
	 * them, of the application
	 */
	ConfigurableApplicationContext start(String topic, String table, String... properties) {
		ConfigurableApplicationContext instance = new SpringApplicationBuilder(SluiceApplication.class).profiles("test")
			.run(arguments(topic, table, properties).toArray(String[]::new));
		this.instances.add(instance);
		return instance;
	}

	/**
	 * The same in a process of its own.
	 */
	LoaderProcess startProcess(String topic, String table, String... properties) {
		LoaderProcess process = LoaderProcess.start(arguments(topic, table, properties));
		this.processes.add(process);
		return process;
	}

	/**
	 * The arguments that an instance is started with.
	 */
	List<String> arguments(String topic, String table, String... properties) {
		Map<String, String> arguments = new LinkedHashMap<>();
		for (String property : standard(topic, table)) {
			put(arguments, property);
		}
		for (String property : properties) {
			put(arguments, property);
		}
		return arguments.entrySet().stream().map((argument) -> argument.getKey() + "=" + argument.getValue()).toList();
	}

	private List<String> standard(String topic, String table) {
		return List.of("--server.port=0", "--spring.kafka.bootstrap-servers=" + this.bootstrap,
				"--spring.cloud.gcp.project-id=" + PROJECT, "--sluice.warehouse.rest-url=" + this.emulator.restHost(),
				"--sluice.warehouse.grpc-target=localhost:" + this.emulator.grpcPort(),
				"--sluice.retry.transient.initial=50ms", "--sluice.retry.transient.longest=1s",
				"--sluice.retry.propagation.initial=50ms", "--sluice.retry.propagation.longest=200ms",
				"commit-interval=100ms", "batch.age=50ms", "create.location=" + this.emulator.location(),
				"--sluice.administration.control.topic=" + controlTopic(),
				"--sluice.administration.journal.topic=" + journalTopic(), "topics=" + topic, "table=" + table);
	}

	/** The topic by which the instances of this stage agree. */
	String controlTopic() {
		return "sluice-control-" + this.own;
	}

	/** The topic of what people did on this stage. */
	String journalTopic() {
		return "sluice-journal-" + this.own;
	}

	private static void put(Map<String, String> arguments, String property) {
		String argument = (property.startsWith("--")) ? property : "--sluice.pipelines.orders." + property;
		int equals = argument.indexOf('=');
		arguments.put(argument.substring(0, equals), argument.substring(equals + 1));
	}

	void stop(ConfigurableApplicationContext instance) {
		this.instances.remove(instance);
		instance.close();
	}

	void produce(String topic, String... values) {
		produce(topic, null, List.of(values));
	}

	/**
	 * Writes to one partition, or to any if it is {@code null}.
	 */
	void produce(String topic, @Nullable Integer partition, List<String> values) {
		List<Future<?>> sent = new ArrayList<>();
		for (String value : values) {
			byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
			sent.add(this.producer.send(new ProducerRecord<>(topic, partition, null, bytes)));
		}
		sent.forEach((record) -> await(() -> record.get(30, TimeUnit.SECONDS)));
	}

	/**
	 * Writes a record that is no text.
	 */
	void produce(String topic, byte[] value) {
		await(() -> this.producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS));
	}

	/**
	 * Creates a table that the write path sees already.
	 * @param definition its definition as JSON, with single quotes
	 */
	void table(String dataset, String table, String definition) {
		TableId id = new TableId(PROJECT, dataset, table);
		if (this.emulator.catalog().findDataset(id.inDataset()).isEmpty()) {
			this.emulator.catalog().createDataset(id.inDataset(), new JsonObject());
		}
		this.emulator.catalog()
			.createTable(id, TableDefinition.parse(JsonParser.parseString(definition).getAsJsonObject()));
		pastTheLag();
	}

	/**
	 * Lets time pass in BigQuery until the write path sees what the catalog has now.
	 */
	void pastTheLag() {
		this.emulator.clock().advance(LAG.multipliedBy(2));
	}

	/**
	 * What has become of the records of a topic.
	 */
	Census census(String topic, String dataset, String table) {
		return Census.take(this, topic, rows(dataset, table));
	}

	/** The rows of a table, empty while it does not exist. */
	List<Map<String, @Nullable Object>> rows(String dataset, String table) {
		TableId id = new TableId(PROJECT, dataset, table);
		return this.emulator.catalog().findTable(id).isPresent() ? this.emulator.rows(id) : List.of();
	}

	/** The names of the columns that the catalog has of a table. */
	List<String> columns(String dataset, String table) {
		return this.emulator.catalog()
			.findTable(new TableId(PROJECT, dataset, table))
			.map((found) -> found.schema().fields().stream().map(Field::name).toList())
			.orElse(List.of());
	}

	/** Everything on a topic. */
	List<ConsumerRecord<byte[], byte[]>> records(String topic) {
		Map<String, Object> properties = Map.of("bootstrap.servers", this.bootstrap);
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
			}
			return records;
		}
	}

	/**
	 * How often members of the pipeline's group have agreed on who reads what.
	 */
	int generation() {
		GroupCoordinatorRecordSerde serde = new GroupCoordinatorRecordSerde();
		return records("__consumer_offsets").stream()
			.filter((record) -> record.value() != null)
			.map((record) -> serde.deserialize(ByteBuffer.wrap(record.key()), ByteBuffer.wrap(record.value())))
			.filter((record) -> record.key() instanceof GroupMetadataKey key && key.group().equals(GROUP))
			.map((record) -> ((GroupMetadataValue) record.value().message()).generation())
			.reduce(-1, (before, last) -> last);
	}

	/** How many members the pipeline's group has. */
	int members() {
		return await(() -> this.admin.describeConsumerGroups(List.of(GROUP)).all().get(30, TimeUnit.SECONDS)).get(GROUP)
			.members()
			.size();
	}

	/** What the group of the pipeline has committed for a topic. */
	List<OffsetAndMetadata> committed(String topic) {
		return committed(GROUP, topic);
	}

	/** What a group has committed for a topic. */
	List<OffsetAndMetadata> committed(String group, String topic) {
		return List.copyOf(committedByPartition(group, topic).values());
	}

	/** What the group of the pipeline has committed for each partition of a topic. */
	Map<Integer, OffsetAndMetadata> committedByPartition(String topic) {
		return committedByPartition(GROUP, topic);
	}

	private Map<Integer, OffsetAndMetadata> committedByPartition(String group, String topic) {
		Map<TopicPartition, OffsetAndMetadata> offsets = await(() -> this.admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata()
			.get(30, TimeUnit.SECONDS));
		return offsets.entrySet()
			.stream()
			.filter((offset) -> offset.getKey().topic().equals(topic))
			.collect(Collectors.toMap((offset) -> offset.getKey().partition(), Map.Entry::getValue));
	}

	long committedSum(String topic) {
		return committed(topic).stream().mapToLong(OffsetAndMetadata::offset).sum();
	}

	/** A record with nothing but an id. */
	static String record(long id) {
		return "{\"id\": " + id + "}";
	}

	/**
	 * Records with nothing but their ids.
	 * @param from the first id
	 * @param to the id after the last
	 */
	static List<String> numbered(int from, int to) {
		return IntStream.range(from, to).mapToObj(Stage::record).toList();
	}

	/**
	 * Waits until an assertion holds.
	 */
	static void eventually(ThrowingRunnable assertion) {
		patiently().untilAsserted(assertion);
	}

	/**
	 * Waits until a condition is met.
	 */
	static void until(Callable<Boolean> condition) {
		patiently().until(condition);
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
	}

	Admin admin() {
		return this.admin;
	}

	private static <T extends @Nullable Object> T await(Answer<T> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		this.processes.forEach(LoaderProcess::kill);
		List.copyOf(this.instances).forEach(this::stop);
		this.producer.close();
		this.admin.close();
		this.emulator.close();
	}

	@FunctionalInterface
	private interface Answer<T extends @Nullable Object> {

		T get() throws InterruptedException, ExecutionException, TimeoutException;

	}

}
