package dev.sluice.deadletter;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a letter that is too large for Kafka: position and reason, at first
 * with the original's key and headers, then without.
 */
final class PointerLetter {

	private PointerLetter() {
	}

	/**
	 * The next smaller form of a letter, or {@code null} if there is none.
	 */
	static @Nullable ProducerRecord<Object, Object> of(ProducerRecord<Object, Object> letter) {
		if (letter.value() != null) {
			return copy(letter, letter.key(), new RecordHeaders(letter.headers()));
		}
		boolean bare = letter.key() == null && LetterHeaders.begin(letter.headers().toArray()) == 0;
		return (bare) ? null : copy(letter, null, LetterHeaders.own(letter.headers()));
	}

	private static ProducerRecord<Object, Object> copy(ProducerRecord<Object, Object> letter, @Nullable Object key,
			Headers headers) {
		if (LetterHeaders.own(headers).lastHeader(DeadLetterHeaders.OMITTED) == null) {
			LetterHeaders.add(headers, DeadLetterHeaders.OMITTED, DeadLetterHeaders.TOO_LARGE);
		}
		return new ProducerRecord<>(letter.topic(), letter.partition(), key, null, headers);
	}

}
