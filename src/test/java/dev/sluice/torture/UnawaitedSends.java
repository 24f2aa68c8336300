package dev.sluice.torture;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Producers that say that a record is written, and write it later.
 */
final class UnawaitedSends {

	/** Long enough that a process is killed before. */
	private static final Duration LATE = Duration.ofSeconds(3);

	private UnawaitedSends() {
	}

	static <K, V> Producer<K, V> of(Producer<K, V> producer) {
		return Wrapped.of(Producer.class, producer, (method, arguments, way) -> {
			if (!(method.getName().equals("send") && arguments[0] instanceof ProducerRecord<?, ?> sent)) {
				return way.go(arguments);
			}
			CompletableFuture.delayedExecutor(LATE.toMillis(), TimeUnit.MILLISECONDS)
				.execute(() -> producer.send(own(sent)));
			RecordMetadata metadata = new RecordMetadata(new TopicPartition(sent.topic(), 0), 0, 0, 0, 0, 0);
			if (arguments.length > 1 && arguments[1] instanceof Callback callback) {
				callback.onCompletion(metadata, null);
			}
			return CompletableFuture.completedFuture(metadata);
		});
	}

	@SuppressWarnings("unchecked")
	private static <K, V> ProducerRecord<K, V> own(ProducerRecord<?, ?> sent) {
		return (ProducerRecord<K, V>) sent;
	}

}
