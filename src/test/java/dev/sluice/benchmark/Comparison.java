package dev.sluice.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What can be measured next to each other.
 */
enum Comparison {

	/** The ways into BigQuery. */
	WAYS((bench, shape) -> {
		TopicSet topic = bench.topic(shape + "-ways");
		return Arrays.stream(Way.values())
			.map((way) -> new Variant(way.subject(), topic, "bench.ways", 1, way.settings()))
			.toList();
	}),

	/**
	 * One table and many, and as many partitions, with both guarantees. The warm-up is to
	 * open every table: each partition's share of it must be more than its first fetch
	 * brings.
	 */
	TABLES((bench, shape) -> {
		TopicSet few = TopicSet.of(shape + "-few", 12);
		TopicSet many = TopicSet.numbered(shape + "-many-", 500, 2);
		List<Variant> variants = new ArrayList<>();
		for (Way way : List.of(Way.AT_LEAST_ONCE, Way.EXACTLY_ONCE)) {
			List<String> settings = with(way.settings(), "max-tables=500");
			variants.add(new Variant(few(way), few, "bench.few", 1, settings));
			variants.add(new Variant(many(way), many, "bench.{topic}", 1, settings));
		}
		List<String> pooled = List.of("max-tables=500", "--sluice.storage-write.pooled=true");
		variants.add(new Variant(many(Way.AT_LEAST_ONCE) + ", pooled", many, "bench.{topic}", 1, pooled));
		return variants;
	}),

	/** Listener threads and instances. */
	INSTANCES((bench, shape) -> {
		TopicSet topic = bench.topic(shape + "-instances");
		return List.of(new Variant("1 instance, 1 thread", topic, "bench.instances", 1, List.of("concurrency=1")),
				new Variant("1 instance, 2 threads", topic, "bench.instances", 1, List.of("concurrency=2")),
				new Variant("2 instances, 1 thread", topic, "bench.instances", 2, List.of("concurrency=1")));
	});

	@SuppressWarnings("ImmutableEnumChecker") // It has no state.
	private final BiFunction<Bench, RecordShape, List<Variant>> variants;

	Comparison(BiFunction<Bench, RecordShape, List<Variant>> variants) {
		this.variants = variants;
	}

	private static List<String> with(List<String> settings, String... more) {
		return Stream.concat(settings.stream(), Stream.of(more)).toList();
	}

	/** What is measured of a way with few partitions. */
	static String few(Way way) {
		return way.subject() + ", 12 partitions, 1 table";
	}

	/** What is measured of a way with many. */
	static String many(Way way) {
		return way.subject() + ", 1000 partitions, 500 tables";
	}

	List<Variant> variants(Bench bench, RecordShape shape) {
		return this.variants.apply(bench, shape);
	}

}
