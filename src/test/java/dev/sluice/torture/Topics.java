package dev.sluice.torture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The broker's topics and the loaders' group.
 */
final class Topics implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final String bootstrap;

	private final Admin admin;

	Topics(String bootstrap) {
		this.bootstrap = bootstrap;
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
	}

	void create(List<String> names, int partitions) {
		get(this.admin.createTopics(names.stream().map((name) -> new NewTopic(name, partitions, (short) 1)).toList())
			.all());
	}

	boolean ready() {
		try {
			this.admin.describeCluster().nodes().get(500, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Reads everything that stands in a topic now; nothing if there is no such topic.
	 */
	void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
		if (!get(this.admin.listTopics().names()).contains(topic)) {
			return;
		}
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
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach(reader);
			}
		}
	}

	/** What a group has committed. */
	Map<SourcePartition, Long> committed(String group) {
		Map<SourcePartition, Long> committed = new HashMap<>();
		offsets(group).forEach((partition, offset) -> committed
			.put(new SourcePartition(partition.topic(), partition.partition()), offset.offset()));
		return committed;
	}

	/** How many records of topics a group has not committed. */
	long behind(String group, List<String> topics) {
		Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
		get(this.admin.describeTopics(topics).allTopicNames()).forEach((topic, description) -> description.partitions()
			.forEach((info) -> latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
		Map<TopicPartition, OffsetAndMetadata> committed = offsets(group);
		return get(this.admin.listOffsets(latest).all()).entrySet()
			.stream()
			.mapToLong((end) -> end.getValue().offset()
					- (committed.containsKey(end.getKey()) ? committed.get(end.getKey()).offset() : 0))
			.sum();
	}

	private Map<TopicPartition, OffsetAndMetadata> offsets(String group) {
		return get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet()
			.stream()
			.filter((entry) -> entry.getValue() != null)
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * The names that the members of a group call themselves; {@code null} while that
	 * cannot be told.
	 */
	@Nullable List<String> members(String group) {
		try {
			return this.admin.describeConsumerGroups(List.of(group))
				.all()
				.get(1, TimeUnit.SECONDS)
				.get(group)
				.members()
				.stream()
				.map(MemberDescription::clientId)
				.toList();
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null) ? new String(header.value(), StandardCharsets.UTF_8) : "";
	}

	private static <T> T get(KafkaFuture<T> future) {
		try {
			return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.admin.close(Duration.ofSeconds(1));
	}

}
