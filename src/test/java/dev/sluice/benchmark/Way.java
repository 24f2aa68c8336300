package dev.sluice.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * The ways into BigQuery and what they promise, each as settings of a pipeline.
 */
enum Way {

	AT_LEAST_ONCE("write.guarantee=at-least-once"), EXACTLY_ONCE("write.guarantee=exactly-once"),
	STREAMING_INSERTS("write.mode=streaming-inserts"),

	/** Files are cut often, so that there is something to measure. */
	FILE_LOADS("write.mode=file-loads", "files.bytes=64MB", "files.frequency=2s", "files.poll=100ms",
			"files.jobs-per-day=100000");

	private final List<String> settings;

	Way(String... settings) {
		this.settings = List.of(settings);
	}

	List<String> settings() {
		return this.settings;
	}

	/** What is measured of it. */
	String subject() {
		return "loader, " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
