package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.sluice.pipeline.SluiceProperties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;

/**
 * Refuses settings of Kafka's clients with which records could be lost, read twice, or
 * not read at all.
 */
final class KafkaChecks implements StartupCheck {

	private final Environment environment;

	KafkaChecks(Environment environment) {
		this.environment = environment;
	}

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		Binder binder = Binder.get(this.environment);
		KafkaProperties kafka = binder.bindOrCreate("spring.kafka", KafkaProperties.class);
		Refusals refusals = new Refusals(binder);
		consumer(kafka.buildConsumerProperties(), properties.kafka().allowLatest(), refusals);
		group(kafka.buildConsumerProperties(), refusals);
		producer(kafka.buildProducerProperties(), refusals);
		unused(binder, refusals);
		return refusals.all;
	}

	private static void consumer(Map<String, Object> settings, boolean allowLatest, Refusals refusals) {
		refusals.unless(!isOn(settings, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG),
				KafkaSetting.consumer(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "enable-auto-commit"),
				"Offsets would be committed before their records are stored.", "false");
		String reset = text(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
		refusals.unless("earliest".equals(reset) || ("latest".equals(reset) && allowLatest),
				KafkaSetting.consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "auto-offset-reset"),
				"Records written before the first start would be skipped, or the start would fail for lack of an offset.",
				"earliest (or latest together with sluice.kafka.allow-latest=true)");
		refusals.unless("read_committed".equals(text(settings, ConsumerConfig.ISOLATION_LEVEL_CONFIG)),
				KafkaSetting.consumer(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "isolation-level"),
				"Records of transactions that are rolled back would be loaded.", "read_committed");
		refusals.unless(!"false".equals(text(settings, ConsumerConfig.CHECK_CRCS_CONFIG)),
				KafkaSetting.consumer(ConsumerConfig.CHECK_CRCS_CONFIG), "Damaged records would be loaded.", "true");
		for (String side : List.of("key", "value")) {
			refusals.unless(isClass(settings, side + ".deserializer", ByteArrayDeserializer.class),
					KafkaSetting.consumer(side + ".deserializer", side + "-deserializer"),
					"Sluice reads bytes; what they mean is the pipeline's format.",
					ByteArrayDeserializer.class.getName());
		}
	}

	private static void group(Map<String, Object> settings, Refusals refusals) {
		boolean consumerProtocol = "consumer".equals(text(settings, ConsumerConfig.GROUP_PROTOCOL_CONFIG));
		refusals.unless(!consumerProtocol || !settings.containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
				KafkaSetting.consumer(ConsumerConfig.GROUP_PROTOCOL_CONFIG),
				"With a group.instance.id, a consumer of this protocol does not get its partitions back after it was killed.",
				"classic");
	}

	private static void producer(Map<String, Object> settings, Refusals refusals) {
		refusals.unless(Set.of("all", "-1").contains(text(settings, ProducerConfig.ACKS_CONFIG)),
				KafkaSetting.producer(ProducerConfig.ACKS_CONFIG, "acks"),
				"A dead letter could be lost after it was acknowledged.", "all");
		refusals.unless(isOn(settings, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG),
				KafkaSetting.producer(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG),
				"A dead letter that is sent again could be kept twice.", "true");
		for (String side : List.of("key", "value")) {
			refusals.unless(isClass(settings, side + ".serializer", ByteArraySerializer.class),
					KafkaSetting.producer(side + ".serializer", side + "-serializer"),
					"Sluice writes bytes: a dead letter is the record as it was.", ByteArraySerializer.class.getName());
		}
	}

	private static void unused(Binder binder, Refusals refusals) {
		Map<String, String> instead = Map.of("spring.kafka.consumer.group-id", "sluice.pipelines.<name>.group-id",
				"spring.kafka.listener.concurrency", "sluice.pipelines.<name>.concurrency",
				"spring.kafka.listener.ack-mode", "sluice.pipelines.<name>.commit-interval",
				"spring.kafka.listener.type", "sluice.pipelines.<name>.batch.rows");
		instead.forEach((property, ours) -> {
			if (binder.bind(property, String.class).isBound()) {
				refusals.all.add(new Refusal(property, null, "Pipelines do not use this property.",
						"Take %s out; see %s.".formatted(property, ours)));
			}
		});
	}

	private static boolean isOn(Map<String, Object> settings, String name) {
		return "true".equals(text(settings, name));
	}

	private static boolean isClass(Map<String, Object> settings, String name, Class<?> type) {
		Object value = settings.get(name);
		return type.getName().equals((value instanceof Class<?> given) ? given.getName() : value);
	}

	private static String text(Map<String, Object> settings, String name) {
		return String.valueOf(settings.get(name)).toLowerCase(Locale.ROOT);
	}

	private static final class Refusals {

		private final Binder binder;

		private final List<Refusal> all = new ArrayList<>();

		private Refusals(Binder binder) {
			this.binder = binder;
		}

		void unless(boolean safe, KafkaSetting setting, String reason, String instead) {
			if (!safe) {
				String property = setting.property(this.binder);
				this.all.add(new Refusal(property, null, reason, "Write %s for %s.".formatted(instead, property)));
			}
		}

	}

}
