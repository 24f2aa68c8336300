package dev.sluice.end2end;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.sluice.schema.snowplow.AtomicColumns;

/**
 * An enriched event with little more than it has to have.
 */
final class EnrichedEvent {

	private EnrichedEvent() {
	}

	/**
	 * An event that is a click on a product, by schema {@code com.acme/click}.
	 */
	static String click(String app, String product) {
		return line(app, """
				{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0",\
				"data":{"schema":"iglu:com.acme/click/jsonschema/1-0-0","data":{"product":"%s"}}}"""
			.formatted(product));
	}

	/**
	 * An event without data of its own.
	 */
	static String plain(String app) {
		return line(app, "");
	}

	private static String line(String app, String unstruct) {
		Map<String, String> event = new HashMap<>();
		event.put("app_id", app);
		event.put("event_id", UUID.randomUUID().toString());
		event.put("etl_tstamp", "2026-11-01 10:00:01.000");
		event.put("collector_tstamp", "2026-11-01 10:00:00.000");
		event.put("v_collector", "ssc");
		event.put("v_etl", "enrich");
		event.put("unstruct_event", unstruct);
		return AtomicColumns.all()
			.stream()
			.map((column) -> event.getOrDefault(column.name(), ""))
			.collect(Collectors.joining("\t"));
	}

}
