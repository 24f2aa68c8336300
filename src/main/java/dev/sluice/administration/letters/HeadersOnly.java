package dev.sluice.administration.letters;

import java.nio.ByteBuffer;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Leaves keys and values of records where they are, in the buffer of the answer, so that
 * nothing is kept of them. Public since Kafka makes it by its name.
 */
public final class HeadersOnly implements Deserializer<byte[]> {

	@Override
	public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
		return null;
	}

	@Override
	public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
		return null;
	}

}
