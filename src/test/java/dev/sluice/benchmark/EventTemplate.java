package dev.sluice.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.schema.snowplow.AtomicColumns;

/**
 * The template of Snowplow's enriched events: half of their columns, a self-describing
 * event and three contexts, of the schemas beside this class.
 */
final class EventTemplate {

	private static final String COLUMNS = """
			app_id=shop
			platform=web
			etl_tstamp=<stamp>
			collector_tstamp=<stamp>
			dvce_created_tstamp=<stamp>
			event=unstruct
			event_id=<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>
			txn_id=<id>
			name_tracker=shop-<word>
			v_tracker=js-4.6.0
			v_collector=ssc-3.4.0-kafka
			v_etl=snowplow-enrich-kafka-5.3.0
			user_id=c-<hex:8>
			user_ipaddress=10.<int:255>.<int:255>.<int:255>
			domain_userid=<hex:16><hex:16>
			domain_sessionidx=<int:300>
			network_userid=<hex:16><hex:16>
			geo_country=<country>
			geo_region=<country>
			geo_city=<word>
			geo_zipcode=<digits:5>
			geo_latitude=<int:90>.<digits:4>
			geo_longitude=-<int:180>.<digits:4>
			geo_region_name=<word>
			ip_isp=<word> Telecom
			page_url=https://shop.example/<word>/<word>-<int:100000>?utm_source=<word>&utm_medium=<word>&utm_campaign=<word>-<word>-<int:100>&gclid=<hex:16><hex:16><hex:16>
			page_title=<word> <word> <word> <word> <word> - the shop
			page_referrer=https://search.example/?q=<word>+<word>&session=<hex:16><hex:16>&page=<int:9>
			page_urlscheme=https
			page_urlhost=shop.example
			page_urlport=443
			page_urlpath=/<word>/<word>-<int:100000>
			page_urlquery=utm_source=<word>&utm_medium=<word>&utm_campaign=<word>-<word>-<int:100>&gclid=<hex:16><hex:16><hex:16>
			refr_urlscheme=https
			refr_urlhost=search.example
			refr_urlport=443
			refr_urlpath=/
			refr_urlquery=q=<word>+<word>&session=<hex:16><hex:16>&page=<int:9>
			refr_medium=search
			refr_source=<word>
			mkt_medium=<word>
			mkt_source=<word>
			mkt_campaign=<word>-<int:100>
			tr_total=<int:5000>.<digits:2>
			useragent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/<int:140>.0.0.0 Safari/537.36
			se_label=<word> <word> <word> <word>
			mkt_content=<word>-<word>-<hex:16>
			mkt_term=<word> <word>
			etl_tags=<word>,<word>,<word>
			br_lang=en-GB
			br_features_pdf=1
			br_cookies=1
			br_colordepth=24
			br_viewwidth=<int:2000>
			br_viewheight=<int:1200>
			os_timezone=Europe/Berlin
			dvce_screenwidth=1920
			dvce_screenheight=1080
			doc_charset=UTF-8
			doc_width=<int:2000>
			doc_height=<int:9000>
			dvce_sent_tstamp=<stamp>
			domain_sessionid=<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>
			derived_tstamp=<stamp>
			event_vendor=dev.sluice.bench
			event_name=add_to_cart
			event_format=jsonschema
			event_version=1-0-0
			event_fingerprint=<hex:16><hex:16>
			unstruct_event={"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":\
			{"schema":"iglu:dev.sluice.bench/add_to_cart/jsonschema/1-0-0","data":{"sku":"<hex:10>","name":"<word> <word>",\
			"category":"<word>","unitPrice":<int:900>.<digits:2>,"quantity":<int:9>,"currency":"EUR",\
			"options":[{"name":"colour","value":"<word>"},{"name":"size","value":"<word>"},\
			{"name":"wrapping","value":"<word>"},{"name":"engraving","value":"<word> <word>"}]}}}
			contexts={"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0","data":[\
			{"schema":"iglu:dev.sluice.bench/page/jsonschema/1-0-0","data":{"id":"<hex:8>-<hex:12>","section":"<word>",\
			"author":null,"published":"<time>","keywords":["<word>","<word>","<word>","<word>","<word>"],"breadcrumb":["home","<word>","<word>"]}},\
			{"schema":"iglu:dev.sluice.bench/browser/jsonschema/1-0-0","data":{"family":"Chrome","major":"<int:140>","minor":"0",\
			"version":"Chrome <int:140>.0","osFamily":"Linux","osVersion":null,"deviceFamily":"Other","viewport":"1920x<int:1080>",\
			"resolution":"1920x1080","colorDepth":24,"cookiesEnabled":<bool>,"online":true,"deviceMemory":8,\
			"hardwareConcurrency":<int:32>,"language":"en-GB"}}]}
			derived_contexts={"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1","data":[\
			{"schema":"iglu:dev.sluice.bench/session/jsonschema/1-0-0","data":{"userId":"<hex:16>","sessionId":"<hex:16>",\
			"sessionIndex":<int:300>,"previousSessionId":null,"firstEventId":"<hex:16>","firstEventTimestamp":"<time>",\
			"eventIndex":<int:900>,"storageMechanism":"COOKIE_1"}}]}
			""";

	private EventTemplate() {
	}

	/**
	 * The template as a line of tab-separated values.
	 */
	static String line() {
		Map<String, String> values = new HashMap<>();
		for (String column : COLUMNS.split("\n", -1)) {
			int equals = column.indexOf('=');
			if (equals > 0) {
				values.put(column.substring(0, equals), column.substring(equals + 1));
			}
		}
		return AtomicColumns.all()
			.stream()
			.map((column) -> values.getOrDefault(column.name(), ""))
			.collect(Collectors.joining("\t"));
	}

}
