package dev.sluice.administration.tables;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.sluice.administration.Journal;
import dev.sluice.administration.offsets.TableUse;
import dev.sluice.intake.InstanceName;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.SchemaHistory;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.repeater.Repeaters;
import dev.sluice.repeater.Replays;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.topic.OwnTopic;
import dev.sluice.topic.UngroupedConsumer;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Wires the endpoint of tables, and their history.
 */
@Configuration(proxyBeanMethods = false)
class TablesConfiguration {

	private static final String CLIENT_ID = "sluice-schema-history";

	@Bean
	HistoryTopic schemaHistory(@Qualifier("administrationKafka") Admin kafka, ProducerFactory<?, ?> producers,
			ObjectProvider<InstanceName> instances) {
		OwnTopic topic = new OwnTopic(kafka, HistoryTopic.NAME,
				Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
		return new HistoryTopic(topic, () -> producer(producers),
				instances.getIfAvailable(InstanceName::create).value());
	}

	private static Producer<byte[], byte[]> producer(ProducerFactory<?, ?> producers) {
		Map<String, Object> settings = new HashMap<>(producers.getConfigurationProperties());
		settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
		settings.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
		settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
		return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
	}

	private static Consumer<byte[], byte[]> consumer(ConsumerFactory<?, ?> consumers) {
		return UngroupedConsumer.of(consumers.getConfigurationProperties(), CLIENT_ID);
	}

	@Bean
	TableOperations tableOperations(SluiceProperties properties, PipelineTables pipelineTables,
			@Qualifier("catalogMutators") ObjectProvider<Mutators> mutators, Tables tables,
			ObjectProvider<IgluSchemas> schemas) {
		return new TableOperations(properties, pipelineTables, mutators::getObject, tables, schemas::getObject);
	}

	@Bean
	TableWriters tableWriters(SluiceProperties properties, PipelineTables pipelineTables) {
		return new TableWriters(properties, pipelineTables);
	}

	@Bean
	TableRemoval tableRemoval(Tables tables, WritePath writePath, SchemaHistory history, Clock clock) {
		return new TableRemoval(tables, writePath, history, clock);
	}

	@Bean
	Loading loading(PipelineIntakes intakes, Repeaters repeaters, Replays replays, TableUse use) {
		return new Loading(intakes, repeaters::find, replays::of, use);
	}

	@Bean
	TablePlanner tablePlanner(TableOperations operations, Tables tables, TableWriters writers, Loading loading,
			TableRemoval removal) {
		return new TablePlanner(operations, tables, writers, loading, removal);
	}

	@Bean
	TablesEndpoint tablesEndpoint(Tables tables, TableWriters writers, Mutators mutators,
			ConsumerFactory<?, ?> consumers, TablePlanner planner, Journal journal) {
		HistoryReader history = new HistoryReader(() -> consumer(consumers));
		return new TablesEndpoint(new TableDescriptions(tables, writers, mutators, history), planner,
				new TableChanges(journal));
	}

}
