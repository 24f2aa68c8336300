package dev.sluice.repeater;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.deadletter.DeadEnd;
import dev.sluice.intake.BoundedRun;
import dev.sluice.intake.IntakeFactory;
import dev.sluice.intake.ListenerRegistrar;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.PipelineFactories;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.topic.UngroupedConsumer;
import dev.sluice.transform.Transforms;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Wires a repeater and a replay for each pipeline.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ RepeaterProperties.class, ReplayProperties.class })
@EnableScheduling
class RepeaterConfiguration {

	@Bean
	static ListenerRegistrar repeaterListeners(Environment environment) {
		return new ListenerRegistrar(environment, "repeaterListener.", Repeaters.class);
	}

	@Bean
	static ListenerRegistrar replayListeners(Environment environment) {
		return new ListenerRegistrar(environment, "replayListener.", Replays.class);
	}

	@Bean
	RepeaterAssembly repeaterAssembly(RepeaterProperties properties, InstanceRole role, List<DeadEnd> deadEnds,
			Transforms transforms, PipelineIntakes pipelines, IntakeFactory intakes, Clock clock) {
		return new RepeaterAssembly(properties, role, deadEnds, transforms, pipelines, intakes, clock);
	}

	@Bean
	ReplayAssembly replayAssembly(ReplayProperties properties, Transforms transforms, IntakeFactory intakes,
			GroupProgress groups, ReplayLog log, Clock clock) {
		return new ReplayAssembly(properties, instanceName(), transforms, intakes, groups, log, clock);
	}

	private static String instanceName() {
		String process = "/" + ProcessHandle.current().pid();
		try {
			return InetAddress.getLocalHost().getHostName() + process;
		}
		catch (UnknownHostException ex) {
			return "unknown" + process;
		}
	}

	@Bean(defaultCandidate = false)
	@SuppressWarnings("unchecked")
	KafkaTemplate<byte[], byte[]> replayTemplate(ProducerFactory<?, ?> producers) {
		Map<String, Object> overrides = Map.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
				ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class, ProducerConfig.ACKS_CONFIG,
				"all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
				ProducerConfig.CLIENT_ID_CONFIG, "sluice-replays", ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
		KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>((ProducerFactory<byte[], byte[]>) producers,
				overrides);
		template.setMicrometerEnabled(false);
		return template;
	}

	@Bean
	ReplayLog replayLog(ReplayProperties properties, GroupProgress groups, ConsumerFactory<?, ?> consumers,
			@Qualifier("replayTemplate") KafkaTemplate<byte[], byte[]> template, Clock clock) {
		return new ReplayLog(properties.topic(), groups, () -> logConsumer(consumers), template, clock);
	}

	private static Consumer<byte[], byte[]> logConsumer(ConsumerFactory<?, ?> consumers) {
		return UngroupedConsumer.of(consumers.getConfigurationProperties(), "sluice-replays");
	}

	@Bean
	GroupProgress groupProgress(KafkaAdmin kafka) {
		Map<String, Object> properties = new HashMap<>(kafka.getConfigurationProperties());
		properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
		properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
		properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "sluice-repeater");
		return new GroupProgress(() -> Admin.create(properties));
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor repeaterExecutor() {
		return oneThread("repeater-");
	}

	/** A replay that waits behind other questions to Kafka would lose its lease. */
	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor replayExecutor() {
		return oneThread("replay-");
	}

	private static ThreadPoolTaskExecutor oneThread(String name) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix(name);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		return executor;
	}

	@Bean
	Repeaters repeaters(SluiceProperties properties, PipelineFactories factories, RepeaterAssembly assembly,
			GroupProgress groups, @Qualifier("repeaterExecutor") ThreadPoolTaskExecutor executor) {
		Map<String, Repeater> repeaters = new LinkedHashMap<>();
		properties.pipelines()
			.forEach((name, pipeline) -> repeaters.put(name,
					assembly.assemble(name, pipeline, factories.factory(name))));
		return new Repeaters(repeaters, groups, assembly.properties().enabled(), assembly.role(), executor);
	}

	@Bean
	RepeaterGauges repeaterGauges(Repeaters repeaters, Clock clock) {
		return new RepeaterGauges(repeaters, clock);
	}

	@Bean
	@Profile(InstanceRole.FORWARDER)
	BoundedRun forwarder(Repeaters repeaters, GroupProgress groups, Clock clock) {
		List<Drain> drains = repeaters.all()
			.entrySet()
			.stream()
			.map((repeater) -> new Drain(repeater.getKey(), repeater.getValue(), groups, clock))
			.toList();
		return new BoundedRun(drains, clock);
	}

	@Bean
	Replays replays(SluiceProperties properties, PipelineFactories factories, ReplayAssembly assembly,
			@Qualifier("replayExecutor") ThreadPoolTaskExecutor executor) {
		Map<String, Replay> replays = new LinkedHashMap<>();
		properties.pipelines()
			.forEach((name, pipeline) -> replays.put(name, assembly.assemble(name, pipeline, factories.factory(name))));
		return new Replays(replays, executor);
	}

}
