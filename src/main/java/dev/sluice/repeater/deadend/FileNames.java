package dev.sluice.repeater.deadend;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of files of bad rows: as Snowplow's repeater names them, by time and a counter,
 * and then by the instance, so that no two instances ever write the same. Thread-safe.
 */
final class FileNames {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmssSSS")
		.withZone(ZoneOffset.UTC);

	private final AtomicLong counter = new AtomicLong();

	private final String prefix;

	private final String instance;

	/**
	 * Names of one instance.
	 * @param prefix what they begin with
	 * @param instance an id that no other instance has
	 */
	FileNames(String prefix, String instance) {
		this.prefix = prefix;
		this.instance = instance;
	}

	/**
	 * The name of the next file.
	 */
	String next(Instant now) {
		return this.prefix + TIME.format(now) + this.counter.incrementAndGet() + "-" + this.instance;
	}

}
