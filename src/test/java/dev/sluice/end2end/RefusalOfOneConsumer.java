package dev.sluice.end2end;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;

/**
 * Keeps one consumer of a pipeline from being made, once it is told to.
 */
public final class RefusalOfOneConsumer implements ConsumerInterceptor<byte[], byte[]> {

	/** Whether the next one is refused. */
	static final AtomicBoolean NEXT = new AtomicBoolean();

	@Override
	public void configure(Map<String, ?> settings) {
		if (String.valueOf(settings.get("client.id")).contains("-orders-") && NEXT.getAndSet(false)) {
			throw new ConfigException("refused once");
		}
	}

	@Override
	public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
		return records;
	}

	@Override
	public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
	}

	@Override
	public void close() {
	}

}
