package dev.sluice.transform.snowplow;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad rows, and what is kept of those that are too large.
 */
public final class BadRowSizeVectors implements VectorGroup {

	@Override
	public String name() {
		return "badrows/size_truncation_2x";
	}

	@Override
	public String path() {
		return "badrows/size_truncation_2x.json";
	}

	@Override
	public void check(Path file, Rules rules, Results results) throws Exception {
		for (JsonNode each : EnrichedVectors.MAPPER.readTree(Files.readString(file))) {
			JsonNode expected = each.get("input");
			if (each.get("becomesSizeViolation").booleanValue()) {
				ObjectNode kept = EventJson.object();
				kept.set("failure", each.get("failure"));
				kept.set("payload", each.get("payload"));
				expected = kept;
			}
			results.check(each.get("name").stringValue(), expected, () -> limited(each));
		}
	}

	private static JsonNode limited(JsonNode each) {
		SnowplowBadRows badRows = new SnowplowBadRows("bad-rows", "sluice", "1.0.0",
				each.get("maxRecordSize").intValue());
		JsonNode limited = EnrichedVectors.MAPPER
			.readTree(badRows.limited(EventJson.bytes(each.get("input")), EventWorld.NOW));
		if (!limited.get("schema").stringValue().contains("size_violation")) {
			return limited;
		}
		ObjectNode data = (ObjectNode) limited.get("data");
		data.remove("processor");
		((ObjectNode) data.get("failure")).remove("timestamp");
		return data;
	}

}
