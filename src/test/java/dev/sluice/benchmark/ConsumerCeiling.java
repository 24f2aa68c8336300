package dev.sluice.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.support.Acknowledgment;

/**
 * What receiving alone costs: a batch listener that discards its records. Started with a
 * port for its counts, the topics, separated by commas, the number of threads, and
 * settings of the consumer as {@code name=value}.
 */
public final class ConsumerCeiling {

	private ConsumerCeiling() {
	}

	public static void main(String[] args) throws Exception {
		Map<String, Object> consumer = new HashMap<>();
		for (int i = 3; i < args.length; i++) {
			String[] setting = args[i].split("=", 2);
			consumer.put(setting[0], setting[1]);
		}
		consumer.put(ConsumerConfig.GROUP_ID_CONFIG, "consumer-ceiling-" + args[0]);
		consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		LongAdder rows = new LongAdder();
		ContainerProperties properties = new ContainerProperties(args[1].split(","));
		properties.setMessageListener(new Discarding(rows));
		ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
				new DefaultKafkaConsumerFactory<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
				properties);
		container.setConcurrency(Integer.parseInt(args[2]));
		container.start();
		CountsEndpoint.serve(Integer.parseInt(args[0]), rows::sum);
	}

	/** Looks at every record and keeps none. */
	private static final class Discarding implements BatchMessageListener<byte[], byte[]> {

		private final LongAdder rows;

		private Discarding(LongAdder rows) {
			this.rows = rows;
		}

		@Override
		public boolean wantsPollResult() {
			return true;
		}

		@Override
		public void onMessage(ConsumerRecords<byte[], byte[]> records, Acknowledgment acknowledgment,
				Consumer<byte[], byte[]> consumer) {
			int count = 0;
			for (ConsumerRecord<byte[], byte[]> record : records) {
				count += (record.value().length > 0) ? 1 : 0;
			}
			this.rows.add(count);
		}

		@Override
		public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
			throw new UnsupportedOperationException("the poll's own result is asked for");
		}

	}

}
