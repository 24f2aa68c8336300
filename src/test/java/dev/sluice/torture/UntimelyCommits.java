package dev.sluice.torture;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Consumers that do not commit what they are told to when they are told to.
 */
final class UntimelyCommits {

	/** Long enough that a process is killed before. */
	private static final Duration LATE = Duration.ofSeconds(2);

	private UntimelyCommits() {
	}

	/** Commits all that was polled in place of what is settled. */
	static <K, V> Consumer<K, V> early(Consumer<K, V> consumer) {
		return Wrapped.of(Consumer.class, consumer, (method, arguments, way) -> {
			if (method.getName().startsWith("commit") && arguments.length > 0
					&& arguments[0] instanceof Map<?, ?> offsets) {
				arguments[0] = asFarAsPolled(consumer, offsets);
			}
			return way.go(arguments);
		});
	}

	private static Map<TopicPartition, OffsetAndMetadata> asFarAsPolled(Consumer<?, ?> consumer, Map<?, ?> offsets) {
		Map<TopicPartition, OffsetAndMetadata> polled = new HashMap<>();
		offsets.forEach((key, value) -> {
			TopicPartition partition = (TopicPartition) key;
			OffsetAndMetadata offset = (OffsetAndMetadata) value;
			long position = consumer.assignment().contains(partition) ? consumer.position(partition) : 0;
			polled.put(partition, new OffsetAndMetadata(Math.max(offset.offset(), position), offset.metadata()));
		});
		return polled;
	}

	/** Says that a commit is made, and makes it later. */
	static <K, V> Consumer<K, V> late(Consumer<K, V> consumer) {
		Map<TopicPartition, OffsetAndMetadata> waiting = new LinkedHashMap<>();
		long[] since = { System.nanoTime() };
		return Wrapped.of(Consumer.class, consumer, (method, arguments, way) -> {
			if (method.getName().startsWith("commit") && arguments.length > 0
					&& arguments[0] instanceof Map<?, ?> offsets) {
				offsets.forEach(
						(partition, offset) -> waiting.put((TopicPartition) partition, (OffsetAndMetadata) offset));
				answer(arguments, waiting);
				return null;
			}
			if (method.getName().equals("poll") && System.nanoTime() - since[0] > LATE.toNanos()) {
				since[0] = System.nanoTime();
				waiting.keySet().retainAll(consumer.assignment());
				consumer.commitAsync(Map.copyOf(waiting), null);
				waiting.clear();
			}
			return way.go(arguments);
		});
	}

	private static void answer(@Nullable Object[] arguments, Map<TopicPartition, OffsetAndMetadata> offsets) {
		if (arguments.length > 1 && arguments[1] instanceof OffsetCommitCallback callback) {
			callback.onComplete(Map.copyOf(offsets), null);
		}
	}

}
