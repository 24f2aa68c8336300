package dev.sluice.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A consumer that looks at topics: in no group, so that it commits nothing and takes
 * nobody's partitions. Unless it is told otherwise, it creates no topic, sees committed
 * records alone, begins with the first one, and waits for Kafka for 5 s at most.
 */
public final class UngroupedConsumer {

	private static final int API_MILLIS = 5_000;

	private static final int REQUEST_MILLIS = 4_000;

	/** What only members of groups may have, and what would make a small topic slow. */
	private static final List<String> LEFT_OUT = List.of(ConsumerConfig.GROUP_ID_CONFIG,
			ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, ConsumerConfig.GROUP_PROTOCOL_CONFIG,
			ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, ConsumerConfig.FETCH_MIN_BYTES_CONFIG);

	private UngroupedConsumer() {
	}

	/**
	 * Makes one.
	 * @param common the settings of all consumers of the application
	 * @param clientId what it is called
	 */
	public static Consumer<byte[], byte[]> of(Map<String, Object> common, String clientId) {
		return of(common, clientId, Map.of());
	}

	/**
	 * Makes one with settings of its own.
	 * @param own what it has otherwise
	 */
	public static Consumer<byte[], byte[]> of(Map<String, Object> common, String clientId, Map<String, Object> own) {
		return of(common, clientId, own, new ByteArrayDeserializer());
	}

	/**
	 * Makes one that reads keys and values in a way of its own.
	 */
	public static Consumer<byte[], byte[]> of(Map<String, Object> common, String clientId, Map<String, Object> own,
			Deserializer<byte[]> deserializer) {
		Map<String, Object> settings = new HashMap<>(common);
		LEFT_OUT.forEach(settings::remove);
		settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
		settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_MILLIS);
		settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
		settings.putAll(own);
		return new KafkaConsumer<>(settings, deserializer, deserializer);
	}

}
