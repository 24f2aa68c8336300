package dev.sluice.transform.snowplow;

import java.time.Instant;

import tools.jackson.databind.node.ObjectNode;

/**
 * What bad rows say of something that is too large.
 */
final class SizeViolation {

	/** The largest size that the schema of such bad rows knows. */
	private static final long LARGEST = 1_073_741_824;

	private SizeViolation() {
	}

	static ObjectNode failure(Instant at, long maximum, long actual, String expectation) {
		ObjectNode failure = EventJson.object();
		failure.put("timestamp", at.toString());
		failure.put("maximumAllowedSizeBytes", Math.min(maximum, LARGEST));
		failure.put("actualSizeBytes", Math.min(actual, LARGEST));
		failure.put("expectation", Clamp.text(expectation, 256));
		return failure;
	}

}
