package dev.sluice.topic;

import java.util.Objects;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Answers of Kafka's administrative client.
 */
public final class Answers {

	private Answers() {
	}

	/**
	 * Waits for an answer, which the client gives or gives up.
	 * @param answer the answer, which is there for everything that was asked
	 * @throws KafkaException what the client reports
	 */
	public static <T extends @Nullable Object> T await(@Nullable KafkaFuture<T> answer) {
		try {
			return Objects.requireNonNull(answer).get();
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof KafkaException cause) ? cause : new KafkaException(ex.getCause());
		}
	}

}
