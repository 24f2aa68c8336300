package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.record.Failure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of many events, and what is in them.
 */
public final class CompressedVectors implements VectorGroup {

	@Override
	public String name() {
		return "enriched/compressed_records_2x";
	}

	@Override
	public String path() {
		return "enriched/compressed_records_2x.json";
	}

	@Override
	public void check(Path file, Rules rules, Results results) throws Exception {
		for (JsonNode each : EnrichedVectors.MAPPER.readTree(Files.readString(file))) {
			ObjectNode expected = EventJson.object();
			expected.set("records", each.path("records").isMissingNode() ? EventJson.array() : each.get("records"));
			expected.putArray("failures");
			expected.putArray("sizes");
			if (each.has("failure")) {
				expected.withArray("failures").add(each.get("failure"));
			}
			each.path("sizeViolations").forEach(expected.withArray("sizes")::add);
			results.check(each.get("name").stringValue(), expected, () -> read(each));
		}
	}

	private static ObjectNode read(JsonNode each) {
		byte[] value = Base64.getDecoder().decode(each.get("base64").stringValue());
		ObjectNode given = EventJson.object();
		given.putArray("records");
		given.putArray("failures");
		given.putArray("sizes");
		Compression compression = Compression.of(value);
		if (compression == null) {
			given.withArray("records").add(new String(value, StandardCharsets.UTF_8));
			return given;
		}
		long longest = each.path("maxBytesSinglePayload").asLong(10_000_000);
		new CompressedRecord(value, compression, EventWorld.decompression(longest), EventWorld.NOW)
			.read(new CompressedRecord.Visitor() {

				@Override
				public boolean event(byte[] line) {
					given.withArray("records").add(new String(line, StandardCharsets.UTF_8));
					return true;
				}

				@Override
				public void bad(Failure failure) {
					ObjectNode detail = (ObjectNode) EnrichedVectors.MAPPER.readTree(failure.detail());
					boolean size = detail.has("actualSizeBytes");
					if (size) {
						detail.remove("timestamp");
						detail.remove("expectation");
					}
					given.withArray(size ? "sizes" : "failures").add(detail);
				}

			});
		return given;
	}

}
