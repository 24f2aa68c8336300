package dev.sluice.administration.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What metrics are called, by the version of Snowplow's loader.
 */
enum StatsdNames {

	/** The names of 1.x. */
	FIRST("1.x") {

		@Override
		List<Metric> metrics(StatsdSnapshot snapshot) {
			List<Metric> metrics = new ArrayList<>(List.of(new Metric("good", 'c', snapshot.good()),
					new Metric("failed_inserts", 'c', snapshot.failedInserts()),
					new Metric("bad", 'c', snapshot.bad())));
			addIfKnown(metrics, "latency", snapshot.stored());
			return metrics;
		}

	},

	/** The names of 2.x. */
	SECOND("2.x") {

		@Override
		List<Metric> metrics(StatsdSnapshot snapshot) {
			List<Metric> metrics = new ArrayList<>(List.of(new Metric("events_good", 'c', snapshot.good()),
					new Metric("events_bad", 'c', snapshot.bad()),
					new Metric("latency_millis", 'g', snapshot.underWay())));
			addIfKnown(metrics, "e2e_latency_millis", snapshot.stored());
			return metrics;
		}

	};

	private final String version;

	StatsdNames(String version) {
		this.version = version;
	}

	/**
	 * The names of a version, or {@code null} if there is none of that name.
	 */
	static @Nullable StatsdNames of(String version) {
		return Arrays.stream(values()).filter((names) -> names.version.equals(version)).findFirst().orElse(null);
	}

	abstract List<Metric> metrics(StatsdSnapshot snapshot);

	private static void addIfKnown(List<Metric> metrics, String name, @Nullable Long gauge) {
		if (gauge != null) {
			metrics.add(new Metric(name, 'g', gauge));
		}
	}

	/**
	 * A metric.
	 *
	 * @param name its name, without prefix
	 * @param type c for a counter, g for a gauge
	 * @param value its value
	 */
	record Metric(String name, char type, long value) {

	}

}
