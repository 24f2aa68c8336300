package dev.sluice.schema.snowplow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.sluice.schema.snowplow.AtomicColumn.Kind;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;

/**
 * The columns of the enriched event's TSV, and of the table of events, as Snowplow's
 * schema {@code atomic} and its Analytics SDK 3 have them.
 */
public final class AtomicColumns {

	/** The column for the time at which a row is loaded. */
	public static final String LOAD_TSTAMP = "load_tstamp";

	/** Name, kind and whether it is required; a number is the longest text. */
	private static final String COLUMNS = """
			app_id:255 platform:255 etl_tstamp:time collector_tstamp:time! dvce_created_tstamp:time event:128
			event_id:uuid! txn_id:int name_tracker:128 v_tracker:100 v_collector:100! v_etl:100! user_id:255
			user_ipaddress:128 user_fingerprint:128 domain_userid:128 domain_sessionidx:int network_userid:128
			geo_country:2 geo_region:3 geo_city:75 geo_zipcode:15 geo_latitude:double geo_longitude:double
			geo_region_name:100 ip_isp:100 ip_organization:128 ip_domain:128 ip_netspeed:100 page_url:4096
			page_title:2000 page_referrer:4096 page_urlscheme:16 page_urlhost:255 page_urlport:int
			page_urlpath:3000 page_urlquery:6000 page_urlfragment:3000 refr_urlscheme:16 refr_urlhost:255
			refr_urlport:int refr_urlpath:6000 refr_urlquery:6000 refr_urlfragment:3000 refr_medium:25
			refr_source:50 refr_term:255 mkt_medium:255 mkt_source:255 mkt_term:255 mkt_content:500
			mkt_campaign:255 contexts:contexts se_category:1000 se_action:1000 se_label:4096 se_property:1000
			se_value:double unstruct_event:unstruct tr_orderid:255 tr_affiliation:255 tr_total:money tr_tax:money
			tr_shipping:money tr_city:255 tr_state:255 tr_country:255 ti_orderid:255 ti_sku:255 ti_name:255
			ti_category:255 ti_price:money ti_quantity:int pp_xoffset_min:int pp_xoffset_max:int pp_yoffset_min:int
			pp_yoffset_max:int useragent:1000 br_name:50 br_family:50 br_version:50 br_type:50 br_renderengine:50
			br_lang:255 br_features_pdf:bool br_features_flash:bool br_features_java:bool br_features_director:bool
			br_features_quicktime:bool br_features_realplayer:bool br_features_windowsmedia:bool
			br_features_gears:bool br_features_silverlight:bool br_cookies:bool br_colordepth:12 br_viewwidth:int
			br_viewheight:int os_name:50 os_family:50 os_manufacturer:50 os_timezone:255 dvce_type:50
			dvce_ismobile:bool dvce_screenwidth:int dvce_screenheight:int doc_charset:128 doc_width:int
			doc_height:int tr_currency:3 tr_total_base:money tr_tax_base:money tr_shipping_base:money ti_currency:3
			ti_price_base:money base_currency:3 geo_timezone:64 mkt_clickid:128 mkt_network:64 etl_tags:500
			dvce_sent_tstamp:time refr_domain_userid:128 refr_dvce_tstamp:time derived_contexts:contexts
			domain_sessionid:128 derived_tstamp:time event_vendor:1000 event_name:1000 event_format:128
			event_version:128 event_fingerprint:128 true_tstamp:time
			""";

	private static final List<AtomicColumn> ALL = parse();

	private static final Map<String, Integer> INDEXES = IntStream.range(0, ALL.size())
		.boxed()
		.collect(Collectors.toMap((index) -> ALL.get(index).name(), (index) -> index));

	private AtomicColumns() {
	}

	/**
	 * All columns in the order of the TSV.
	 */
	public static List<AtomicColumn> all() {
		return ALL;
	}

	/**
	 * Where a column stands in the TSV, from 0, or negative if there is none of the name.
	 */
	public static int indexOf(String name) {
		return INDEXES.getOrDefault(name, -1);
	}

	/**
	 * The columns that a table of a layout is created with; further ones come from the
	 * events.
	 */
	public static List<Column> ofTable(ColumnLayout layout) {
		List<Column> columns = new ArrayList<>();
		for (AtomicColumn column : ALL) {
			if (column.isLoaded()) {
				columns.add(column.column(layout));
			}
		}
		columns.add(loadTstamp(layout));
		return columns;
	}

	/**
	 * The column for the time at which a row is loaded.
	 */
	public static Column loadTstamp(ColumnLayout layout) {
		return (layout == ColumnLayout.V2) ? Column.required(LOAD_TSTAMP, ColumnType.TIMESTAMP)
				: Column.nullable(LOAD_TSTAMP, ColumnType.TIMESTAMP);
	}

	private static List<AtomicColumn> parse() {
		List<AtomicColumn> columns = new ArrayList<>();
		for (String word : COLUMNS.strip().split("\\s+", -1)) {
			boolean required = word.endsWith("!");
			int colon = word.indexOf(':');
			String kind = word.substring(colon + 1, required ? word.length() - 1 : word.length());
			boolean string = Character.isDigit(kind.charAt(0));
			columns.add(new AtomicColumn(word.substring(0, colon), string ? Kind.STRING : kind(kind), required,
					string ? Integer.parseInt(kind) : Integer.MAX_VALUE));
		}
		return List.copyOf(columns);
	}

	private static Kind kind(String word) {
		return switch (word) {
			case "uuid" -> Kind.UUID;
			case "int" -> Kind.INTEGER;
			case "double" -> Kind.DOUBLE;
			case "money" -> Kind.MONEY;
			case "bool" -> Kind.BOOLEAN;
			case "time" -> Kind.TIMESTAMP;
			case "contexts" -> Kind.CONTEXTS;
			case "unstruct" -> Kind.UNSTRUCT_EVENT;
			default -> throw new IllegalArgumentException(word);
		};
	}

}
