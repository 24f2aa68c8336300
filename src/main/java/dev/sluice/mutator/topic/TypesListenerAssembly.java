package dev.sluice.mutator.topic;

import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.sluice.deadletter.LetterBoxes;
import dev.sluice.deadletter.SideTopic;
import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.TableState;
import dev.sluice.mutator.topic.TypesBatch.Parts;
import dev.sluice.retry.RetryClock;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Makes the listeners to types topics.
 *
 * @param schemas looks schemas up
 * @param mutators alters tables, as soon as the catalog has them so
 * @param letters makes topics
 * @param retries how long to wait between attempts
 * @param consumers makes consumers
 * @param clock tells the time
 * @param executor runs everything, on one thread
 */
record TypesListenerAssembly(Supplier<IgluSchemas> schemas, Mutators mutators, LetterBoxes letters, RetryClock retries,
		ConsumerFactory<?, ?> consumers, Clock clock, ExecutorService executor) {

	ConcurrentMessageListenerContainer<byte[], byte[]> assemble(TypesSubscription subscription) {
		SideTopic types = this.letters.topic(subscription.topic());
		subscription.sources().forEach(types::prepare);
		SideTopic dead = this.letters.topic(subscription.topic() + "-dlt");
		dead.prepare(subscription.topic());
		Mutator mutator = this.mutators.open(subscription.options());
		TypeColumns columns = new TypeColumns(this.schemas.get(), subscription.layout());
		Parts parts = new Parts(columns, mutator, new TypesDeadLetters(dead, this.clock), this.retries, this.clock,
				this.executor);
		TableName table = subscription.table();
		if (table != null) {
			ColumnAdditions atomic = new ColumnAdditions();
			AtomicColumns.ofTable(subscription.layout().layout()).forEach((column) -> atomic.add(null, column));
			keepUp(mutator, table, atomic, 1);
		}
		return container(subscription, new TypesListener(parts, table));
	}

	/**
	 * Has a table created, or given the columns that all events need, as often as it
	 * takes.
	 */
	private void keepUp(Mutator mutator, TableName table, ColumnAdditions columns, int attempt) {
		mutator.prepare(table, columns).thenAcceptAsync((state) -> {
			if (!(state instanceof TableState.Ready)) {
				CompletableFuture
					.delayedExecutor(this.retries.delay(attempt).toMillis(), TimeUnit.MILLISECONDS, this.executor)
					.execute(() -> keepUp(mutator, table, columns, attempt + 1));
			}
		}, this.executor);
	}

	@SuppressWarnings("unchecked")
	private ConcurrentMessageListenerContainer<byte[], byte[]> container(TypesSubscription subscription,
			TypesListener listener) {
		ContainerProperties properties = new ContainerProperties(subscription.topic());
		properties.setGroupId(subscription.groupId());
		properties.setMessageListener(listener);
		properties.setAckMode(ContainerProperties.AckMode.MANUAL);
		properties.setAsyncAcks(true);
		properties.setMissingTopicsFatal(false);
		properties.setKafkaConsumerProperties(consumer());
		ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
				(ConsumerFactory<byte[], byte[]>) this.consumers, properties);
		container.setBeanName("types-" + subscription.topic());
		return container;
	}

	private static Properties consumer() {
		Properties properties = new Properties();
		properties.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
		properties.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
		properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
		properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		properties.setProperty(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "10000");
		return properties;
	}

}
