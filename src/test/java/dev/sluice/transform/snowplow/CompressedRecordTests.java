package dev.sluice.transform.snowplow;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdOutputStream;
import dev.sluice.record.Failure;
import dev.sluice.schema.snowplow.ColumnLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CompressedRecord}.
 */
class CompressedRecordTests {

	private static final SnowplowProperties.Decompression LIMITS = new SnowplowProperties.Decompression(
			DataSize.ofBytes(1000), DataSize.ofBytes(5000), 20);

	private final List<String> events = new ArrayList<>();

	private final List<String> faults = new ArrayList<>();

	private void read(byte[] value) {
		Compression compression = Compression.of(value);
		assertThat(compression).isNotNull();
		new CompressedRecord(value, compression, LIMITS, EventWorld.NOW).read(new CompressedRecord.Visitor() {

			@Override
			public boolean event(byte[] line) {
				CompressedRecordTests.this.events.add(new String(line, StandardCharsets.UTF_8));
				return true;
			}

			@Override
			public void bad(Failure failure) {
				CompressedRecordTests.this.faults.add(failure.message());
			}

		});
	}

	private static byte[] record(Compression compression, String... events) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		OutputStream compressed = (compression != Compression.GZIP) ? new ZstdOutputStream(bytes)
				: new GZIPOutputStream(bytes);
		try (DataOutputStream out = new DataOutputStream(compressed)) {
			out.write(new byte[] { 1, 0 });
			for (String event : events) {
				byte[] text = event.getBytes(StandardCharsets.UTF_8);
				out.writeInt(text.length);
				out.write(text);
			}
		}
		return bytes.toByteArray();
	}

	@ParameterizedTest
	@EnumSource
	void givesAllEvents(Compression compression) throws IOException {
		read(record(compression, "a", "", "c"));

		assertThat(this.events).containsExactly("a", "", "c");
		assertThat(this.faults).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void tellsOfDamage(Compression compression) throws IOException {
		byte[] record = record(compression, "a".repeat(50), "b".repeat(50));

		read(Arrays.copyOf(record, record.length - 12));

		assertThat(this.faults).containsExactly("corrupt " + compression.words() + "-compressed payload");
	}

	@Test
	void boundsTheRatio() throws IOException {
		read(record(Compression.GZIP, "a".repeat(900), "b".repeat(900), "c".repeat(900), "d".repeat(900)));

		assertThat(this.events).hasSizeLessThan(4);
		assertThat(this.faults).singleElement().asString().contains("will exceed maximum allowed size");
	}

	@Test
	void badPartsDoNotKeepOthersFromBeingLoaded() throws IOException {
		EventWorld world = EventWorld.of(ColumnLayout.V2);
		String good = SnowplowTransformTests.line("app_id", "shop");
		String noMoney = SnowplowTransformTests.line("tr_total", "0.001");

		EventWorld.Outcome outcome = world.transform(record(Compression.ZSTD, good, "no event", noMoney, good));

		assertThat(outcome.failure()).isNull();
		assertThat(outcome.rows()).hasSize(2);
		assertThat(outcome.badParts()).hasSize(2);
	}

	@Test
	void keepsAsAWholeWhatHoldsMoreBadEventsThanAnybodyReads() throws IOException {
		String[] empty = new String[11_000];
		Arrays.fill(empty, "");

		EventWorld.Outcome outcome = EventWorld.of(ColumnLayout.V2).once(record(Compression.GZIP, empty));

		assertThat(outcome.badParts()).hasSize(10_002);
		assertThat(outcome.badParts().get(10_001))
			.isEqualTo("more than 10000 events are bad in a gzip-compressed payload");
	}

	@Test
	void recordOfNoEventsIsFiltered() throws IOException {
		EventWorld world = EventWorld.of(ColumnLayout.V2);
		byte[] record = record(Compression.GZIP);

		assertThatIllegalStateException().isThrownBy(() -> world.transform(record)).withMessageContaining("no-events");
	}

}
