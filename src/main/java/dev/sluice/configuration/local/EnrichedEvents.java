package dev.sluice.configuration.local;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumns;
import tools.jackson.databind.json.JsonMapper;

/**
 * Enriched events as Snowplow's Enrich writes them: page views and link clicks, with
 * contexts.
 */
final class EnrichedEvents implements Sample {

	private static final String SNOWPLOW = "com.snowplowanalytics.snowplow/";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS")
		.withZone(ZoneOffset.UTC);

	private static final List<Product> PRODUCTS = List.of(new Product("comet", "89.00", List.of("grinder", "manual")),
			new Product("filters", "4.50", List.of("paper")), new Product("kettle", "59.90", List.of()));

	private final Clock clock;

	private final Random random = new Random();

	private final JsonMapper json = JsonMapper.shared();

	EnrichedEvents(Clock clock) {
		this.clock = clock;
	}

	@Override
	public String topic() {
		return "snowplow-enriched";
	}

	@Override
	public Visit next() {
		String visitor = "user-" + this.random.nextInt(500);
		Product product = PRODUCTS.get(this.random.nextInt(PRODUCTS.size()));
		Map<String, String> event = pageView(visitor, product);
		if (this.random.nextInt(3) == 0) {
			becomeLinkClick(event, product);
		}
		return new Visit(visitor,
				AtomicColumns.all()
					.stream()
					.map((AtomicColumn column) -> event.getOrDefault(column.name(), ""))
					.collect(Collectors.joining("\t")));
	}

	private Map<String, String> pageView(String visitor, Product product) {
		Instant now = this.clock.instant();
		Map<String, String> event = new HashMap<>();
		event.put("app_id", "shop");
		event.put("platform", "web");
		event.put("event", "page_view");
		event.put("event_vendor", "com.snowplowanalytics.snowplow");
		event.put("event_name", "page_view");
		event.put("event_format", "jsonschema");
		event.put("event_version", "1-0-0");
		event.put("event_id", UUID.randomUUID().toString());
		event.put("user_id", visitor);
		event.put("v_tracker", "js-4.6.0");
		event.put("v_collector", "ssc-3.4.0");
		event.put("v_etl", "snowplow-enrich-kafka-5.3.0");
		event.put("dvce_created_tstamp", TIME.format(now.minusMillis(this.random.nextInt(400))));
		event.put("collector_tstamp", TIME.format(now));
		event.put("derived_tstamp", TIME.format(now));
		event.put("etl_tstamp", TIME.format(now));
		event.put("page_url", "https://shop.example/products/" + product.sku());
		event.put("page_urlhost", "shop.example");
		event.put("page_urlport", "443");
		event.put("br_cookies", "1");
		event.put("contexts",
				wrapped("contexts",
						List.of(data(SNOWPLOW + "web_page", "1-0-0", Map.of("id", UUID.randomUUID().toString())),
								data("dev.sluice/product", "1-0-0", product.json()))));
		return event;
	}

	private void becomeLinkClick(Map<String, String> event, Product product) {
		event.put("event", "unstruct");
		event.put("event_name", "link_click");
		event.put("event_version", "1-0-1");
		event.put("unstruct_event",
				wrapped("unstruct_event",
						data(SNOWPLOW + "link_click", "1-0-1",
								Map.of("targetUrl", "https://shop.example/cart?add=" + product.sku(), "elementId",
										"add-to-cart", "elementClasses", List.of("button", "primary")))));
	}

	private String wrapped(String schema, Object data) {
		return this.json.writeValueAsString(data(SNOWPLOW + schema, "1-0-0", data));
	}

	private static Map<String, Object> data(String schema, String version, Object data) {
		return Map.of("schema", "iglu:" + schema + "/jsonschema/" + version, "data", data);
	}

	private record Product(String sku, String price, List<String> tags) {

		private Map<String, Object> json() {
			return Map.of("sku", this.sku, "price", new BigDecimal(this.price), "tags", this.tags);
		}

	}

}
