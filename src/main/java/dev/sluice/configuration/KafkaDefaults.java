package dev.sluice.configuration;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives Kafka's clients defaults that are safe for a loader, each only where the user
 * gives no value of that setting in any of the places where Spring reads it.
 */
class KafkaDefaults implements EnvironmentPostProcessor, Ordered {

	static final String SOURCE = "sluiceKafkaDefaults";

	/** The group protocol that has no sessions and assignors on the client's side. */
	private static final String CONSUMER_PROTOCOL = "consumer";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Binder binder = Binder.get(environment);
		Map<String, Object> defaults = new LinkedHashMap<>();
		consumer(defaults, binder);
		if (!CONSUMER_PROTOCOL.equalsIgnoreCase(groupProtocol(binder))) {
			classicGroup(defaults, binder);
		}
		producer(defaults, binder);
		environment.getPropertySources().addLast(new MapPropertySource(SOURCE, defaults));
	}

	private static String groupProtocol(Binder binder) {
		String property = KafkaSetting.consumer(ConsumerConfig.GROUP_PROTOCOL_CONFIG).property(binder);
		return binder.bind(property, String.class).orElse("classic");
	}

	private static void consumer(Map<String, Object> defaults, Binder binder) {
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "auto-offset-reset"),
				"earliest");
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "isolation-level"),
				"read_committed");
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "enable-auto-commit"),
				"false");
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "key-deserializer"),
				ByteArrayDeserializer.class.getName());
		put(defaults, binder,
				KafkaSetting.consumer(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "value-deserializer"),
				ByteArrayDeserializer.class.getName());
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "max-poll-records"),
				"1000");
		// What is fetched at once outlives a collection of a small heap: larger fetches
		// cost a quarter of the CPU.
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), "262144");
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), "1048576");
	}

	private static void classicGroup(Map<String, Object> defaults, Binder binder) {
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG),
				CooperativeStickyAssignor.class.getName());
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), "6000");
		put(defaults, binder, KafkaSetting.consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "heartbeat-interval"),
				"2000");
	}

	private static void producer(Map<String, Object> defaults, Binder binder) {
		put(defaults, binder, KafkaSetting.producer(ProducerConfig.ACKS_CONFIG, "acks"), "all");
		put(defaults, binder, KafkaSetting.producer(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG), "true");
		put(defaults, binder, KafkaSetting.producer(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "key-serializer"),
				ByteArraySerializer.class.getName());
		put(defaults, binder, KafkaSetting.producer(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "value-serializer"),
				ByteArraySerializer.class.getName());
	}

	private static void put(Map<String, Object> defaults, Binder binder, KafkaSetting setting, String value) {
		if (!setting.isGiven(binder)) {
			defaults.put(setting.properties().get(0), value);
		}
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
