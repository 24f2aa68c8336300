package dev.sluice.torture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Puts a defect between Sluice and its clients. Not a configuration, so that the scan
 * leaves it out.
 */
class PlantedDefect {

	/** Long enough that a process is killed before. */
	private static final int LATE_MILLIS = 3000;

	@Bean
	static BeanPostProcessor planting() {
		Defect defect = Defect.valueOf(System.getProperty(DefectiveLoader.DEFECT));
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (defect == Defect.COMMIT_BEFORE_ACKNOWLEDGEMENT
						&& bean instanceof DefaultKafkaConsumerFactory<?, ?> consumers) {
					hasty(consumers);
				}
				if (defect == Defect.DEAD_LETTER_NOT_AWAITED
						&& bean instanceof DefaultKafkaProducerFactory<?, ?> producers) {
					careless(producers);
				}
				return bean;
			}
		};
	}

	private static <K, V> void hasty(DefaultKafkaConsumerFactory<K, V> consumers) {
		consumers.addPostProcessor((consumer) -> proxy(Consumer.class, consumer, (proxy, method, arguments) -> {
			if (method.getName().startsWith("commit") && arguments != null
					&& arguments[0] instanceof Map<?, ?> offsets) {
				arguments[0] = asFarAsPolled(consumer, offsets);
			}
			return method.invoke(consumer, arguments);
		}));
	}

	private static Map<TopicPartition, OffsetAndMetadata> asFarAsPolled(Consumer<?, ?> consumer, Map<?, ?> offsets) {
		Map<TopicPartition, OffsetAndMetadata> polled = new HashMap<>();
		offsets.forEach((key, value) -> {
			TopicPartition partition = (TopicPartition) key;
			OffsetAndMetadata offset = (OffsetAndMetadata) value;
			boolean owned = consumer.assignment().contains(partition);
			long position = owned ? Math.max(offset.offset(), consumer.position(partition)) : offset.offset();
			polled.put(partition, new OffsetAndMetadata(position, offset.metadata()));
		});
		return polled;
	}

	private static <K, V> void careless(DefaultKafkaProducerFactory<K, V> producers) {
		ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			return thread;
		});
		producers.addPostProcessor((producer) -> proxy(Producer.class, producer, (proxy, method, arguments) -> {
			if (!method.getName().equals("send")) {
				return method.invoke(producer, arguments);
			}
			var unused = later.schedule(() -> method.invoke(producer, arguments[0]), LATE_MILLIS,
					TimeUnit.MILLISECONDS);
			ProducerRecord<?, ?> sent = (ProducerRecord<?, ?>) arguments[0];
			RecordMetadata metadata = new RecordMetadata(new TopicPartition(sent.topic(), 0), 0, 0, 0, 0, 0);
			if (arguments.length > 1 && arguments[1] instanceof Callback callback) {
				callback.onCompletion(metadata, null);
			}
			return CompletableFuture.completedFuture(metadata);
		}));
	}

	@SuppressWarnings("unchecked")
	private static <T> T proxy(Class<? super T> type, T target, InvocationHandler handler) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					try {
						return handler.invoke(proxy, method, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
