package dev.sluice.end2end;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sluice.SluiceApplication;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.TableId;
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

	private final Emulator emulator = Emulator.start();

	private final String bootstrap;

	private final KafkaProducer<byte[], byte[]> producer;

	private final Admin admin;

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	Stage(String bootstrap) {
		this.bootstrap = bootstrap;
		Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap);
		this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
		this.admin = Admin.create(properties);
	}

	Emulator emulator() {
		return this.emulator;
	}

	void topic(String name, int partitions) {
		await(() -> this.admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
			.all()
			.get(30, TimeUnit.SECONDS));
	}

	/**
	 * Starts an instance with some properties of a pipeline that is called
	 * {@code orders}.
	 */
	ConfigurableApplicationContext start(String topic, String table, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--spring.kafka.bootstrap-servers=" + this.bootstrap, "--spring.cloud.gcp.project-id=" + PROJECT,
				"--sluice.warehouse.rest-url=" + this.emulator.restHost(),
				"--sluice.warehouse.grpc-target=localhost:" + this.emulator.grpcPort(),
				"--sluice.retry.transient.initial=50ms", "--sluice.retry.transient.longest=1s",
				"--sluice.retry.propagation.initial=50ms", "--sluice.retry.propagation.longest=200ms",
				"--sluice.pipelines.orders.commit-interval=100ms", "--sluice.pipelines.orders.batch.age=50ms",
				"--sluice.pipelines.orders.create.location=" + this.emulator.location(),
				"--sluice.pipelines.orders.topics=" + topic, "--sluice.pipelines.orders.table=" + table));
		for (String property : properties) {
			arguments.add((property.startsWith("--")) ? property : "--sluice.pipelines.orders." + property);
		}
		ConfigurableApplicationContext instance = new SpringApplicationBuilder(SluiceApplication.class).profiles("test")
			.run(arguments.toArray(String[]::new));
		this.instances.add(instance);
		return instance;
	}

	void stop(ConfigurableApplicationContext instance) {
		this.instances.remove(instance);
		instance.close();
	}

	void produce(String topic, String... values) {
		List<Future<?>> sent = new ArrayList<>();
		for (String value : values) {
			sent.add(this.producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8))));
		}
		sent.forEach((record) -> await(() -> record.get(30, TimeUnit.SECONDS)));
	}

	/** The rows of a table, empty while it does not exist. */
	List<Map<String, @Nullable Object>> rows(String dataset, String table) {
		TableId id = new TableId(PROJECT, dataset, table);
		return this.emulator.catalog().findTable(id).isPresent() ? this.emulator.rows(id) : List.of();
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

	/** What the group of the pipeline has committed for a topic. */
	List<OffsetAndMetadata> committed(String topic) {
		return committed("sluice-orders", topic);
	}

	/** What a group has committed for a topic. */
	List<OffsetAndMetadata> committed(String group, String topic) {
		Map<TopicPartition, OffsetAndMetadata> offsets = await(() -> this.admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata()
			.get(30, TimeUnit.SECONDS));
		return offsets.entrySet()
			.stream()
			.filter((offset) -> offset.getKey().topic().equals(topic))
			.map(Map.Entry::getValue)
			.toList();
	}

	long committedSum(String topic) {
		return committed(topic).stream().mapToLong(OffsetAndMetadata::offset).sum();
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
