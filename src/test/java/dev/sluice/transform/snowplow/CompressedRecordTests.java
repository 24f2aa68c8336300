package dev.sluice.transform.snowplow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import dev.sluice.schema.snowplow.ColumnLayout;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CompressedRecord}.
 */
class CompressedRecordTests {

	@Test
	void loadsTheEventsAroundABadOne() throws IOException {
		byte[] event = SnowplowTransformTests.line().getBytes(StandardCharsets.UTF_8);

		EventWorld.Outcome outcome = transform(framed(event), framed("no event".getBytes(StandardCharsets.UTF_8)),
				framed(event));

		assertThat(outcome.rows()).hasSize(2);
		assertThat(outcome.badParts()).hasSize(1);
	}

	@Test
	void keepsAsAWholeWhatHoldsMoreBadEventsThanAnybodyReads() throws IOException {
		EventWorld.Outcome outcome = transform(new byte[4_000_000]);

		assertThat(outcome.badParts()).hasSize(10_002);
		assertThat(outcome.badParts().get(10_001))
			.isEqualTo("more than 10000 events are bad in a gzip-compressed payload");
	}

	private static EventWorld.Outcome transform(byte[]... parts) throws IOException {
		ByteArrayOutputStream record = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(record)) {
			out.write(new byte[] { 1, 1 });
			for (byte[] part : parts) {
				out.write(part);
			}
		}
		return EventWorld.of(ColumnLayout.V2).once(record.toByteArray());
	}

	private static byte[] framed(byte[] event) {
		return ByteBuffer.allocate(Integer.BYTES + event.length).putInt(event.length).put(event).array();
	}

}
