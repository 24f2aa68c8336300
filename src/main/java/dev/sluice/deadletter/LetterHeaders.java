package dev.sluice.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.sluice.record.SourcePosition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Writes Sluice's own headers behind those of an original.
 */
final class LetterHeaders {

	private static final int LONGEST_MESSAGE = 2000;

	private LetterHeaders() {
	}

	static void add(Headers headers, String name, @Nullable String value) {
		if (value != null) {
			headers.add(name, value.getBytes(StandardCharsets.UTF_8));
		}
	}

	static void addMessage(Headers headers, String name, String message) {
		boolean fits = message.length() <= LONGEST_MESSAGE;
		add(headers, name, (fits) ? message : message.substring(0, LONGEST_MESSAGE) + "...");
	}

	static void addPosition(Headers headers, SourcePosition position, long timestamp) {
		add(headers, DeadLetterHeaders.TOPIC, position.topic());
		add(headers, DeadLetterHeaders.PARTITION, Integer.toString(position.partition()));
		add(headers, DeadLetterHeaders.OFFSET, Long.toString(position.offset()));
		if (timestamp >= 0) {
			add(headers, DeadLetterHeaders.TIMESTAMP, Instant.ofEpochMilli(timestamp).toString());
		}
	}

	/**
	 * Where Sluice's headers begin; everything before belongs to the original.
	 */
	static int begin(Header[] headers) {
		for (int i = headers.length - 1; i >= 0; i--) {
			if (DeadLetterHeaders.PIPELINE.equals(headers[i].key())) {
				return i;
			}
		}
		return headers.length;
	}

	/**
	 * Sluice's headers alone.
	 */
	static RecordHeaders own(Headers headers) {
		Header[] all = headers.toArray();
		RecordHeaders own = new RecordHeaders();
		for (int i = begin(all); i < all.length; i++) {
			own.add(all[i]);
		}
		return own;
	}

}
