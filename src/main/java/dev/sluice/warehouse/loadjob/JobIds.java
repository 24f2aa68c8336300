package dev.sluice.warehouse.loadjob;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the ids of jobs, none of which is ever used again: an id stands for certain rows,
 * and rows that are done again, perhaps by another instance at the same time, need
 * another one. Thread-safe.
 */
final class JobIds {

	private static final int RANDOM_BITS = 60;

	private static final int LONGEST_NAME = 60;

	private final String prefix;

	private final String instance = new BigInteger(RANDOM_BITS, new SecureRandom()).toString(Character.MAX_RADIX);

	private final AtomicLong counter = new AtomicLong();

	/**
	 * Ids of one pipeline in one process.
	 */
	JobIds(String pipeline) {
		String name = pipeline.replaceAll("[^A-Za-z0-9_-]", "_");
		this.prefix = "sluice_" + name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "_";
	}

	/**
	 * Whether this made an id.
	 */
	boolean isOurs(String id) {
		return id.startsWith(this.prefix + this.instance + "_");
	}

	/**
	 * A new id.
	 */
	String next() {
		return this.prefix + this.instance + "_" + this.counter.incrementAndGet();
	}

}
