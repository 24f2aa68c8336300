package dev.sluice.benchmark;

import java.util.Locale;

/**
 * The kinds of records that are measured.
 */
enum RecordShape {

	/** 10 scalar fields, 200 bytes. */
	FLAT(200, """
			{"occurred_at":"<time>","id":<id>,"customer":"c-<hex:8>","country":"<country>","device":"<word>",
			"amount":<int:5000>.<digits:2>,"quantity":<int:40>,"paid":<bool>,"visit":"<hex:12>","campaign":"<word>"}
			"""),

	/** 12 fields, among them a nested record and an array, 430 bytes. */
	EVENT(430,
			"""
					{"occurred_at":"<time>","id":<id>,"customer":"c-<hex:8>","session":"<hex:16>",
					"page":"https://shop.example/<word>/<word>-<int:100000>","referrer":"https://search.example/?q=<word>+<word>",
					"duration_ms":<int:90000>,"score":0.<digits:6>,"bounced":<bool>,
					"geo":{"country":"<country>","city":"<word>","latitude":<int:90>.<digits:4>,"longitude":-<int:180>.<digits:4>},
					"tags":["<word>","<word>","<word>"],
					"agent":"Mozilla/5.0 (Linux; rv:<int:140>.0) Gecko/2010"}
					"""),

	/** An order three levels deep with two addresses and five lines, 1 kB. */
	NESTED(1000,
			"""
					{"occurred_at":"<time>","id":<id>,"channel":"<word>","currency":"<country>",
					"buyer":{"id":"c-<hex:8>","name":"<word> <word>","email":"<word>.<hex:6>@mail.example","orders":<int:300>,
					"billing":{"street":"<word> street <int:300>","city":"<word>","postcode":"<digits:5>","country":"<country>"},
					"shipping":{"street":"<word> avenue <int:300>","city":"<word>","postcode":"<digits:5>","country":"<country>"}},
					"lines":[
					{"sku":"<hex:10>","title":"<word> <word>","price":<int:900>.<digits:2>,"quantity":<int:9>,"tags":["<word>","<word>"]},
					{"sku":"<hex:10>","title":"<word> <word>","price":<int:900>.<digits:2>,"quantity":<int:9>,"tags":["<word>","<word>"]},
					{"sku":"<hex:10>","title":"<word> <word>","price":<int:900>.<digits:2>,"quantity":<int:9>,"tags":["<word>","<word>"]},
					{"sku":"<hex:10>","title":"<word> <word>","price":<int:900>.<digits:2>,"quantity":<int:9>,"tags":["<word>","<word>"]},
					{"sku":"<hex:10>","title":"<word> <word>","price":<int:900>.<digits:2>,"quantity":<int:9>,"tags":["<word>","<word>"]}],
					"total":<int:90000>.<digits:2>,"discount":0.<digits:3>,"gift":<bool>,"reference":"<hex:16>","note":"<word> <word> <word>"}
					"""),

	/**
	 * Snowplow's enriched events with a self-describing event and three contexts, 3 kB.
	 */
	SNOWPLOW(3000, EventTemplate.line());

	private final int size;

	@SuppressWarnings("ImmutableEnumChecker") // It never changes its array.
	private final RecordTemplate template;

	RecordShape(int size, String template) {
		this.size = size;
		this.template = RecordTemplate.parse(template.replace("\n", ""));
	}

	/** The format that the loader reads them in. */
	String format() {
		return (this == SNOWPLOW) ? "snowplow" : "json";
	}

	/** How many bytes a record has, on average and about. */
	int size() {
		return this.size;
	}

	RecordTemplate template() {
		return this.template;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
