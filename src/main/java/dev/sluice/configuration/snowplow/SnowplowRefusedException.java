package dev.sluice.configuration.snowplow;

import java.util.List;

/**
 * Says that a configuration of Snowplow's loader cannot be used.
 */
final class SnowplowRefusedException extends RuntimeException {

	private final String source;

	private final transient List<String> reasons;

	/**
	 * Creates an exception.
	 * @param source the file or flag, as it may be shown
	 * @param reasons why it cannot be used: sentences
	 */
	SnowplowRefusedException(String source, List<String> reasons) {
		super(source + ": " + String.join(" ", reasons));
		this.source = source;
		this.reasons = List.copyOf(reasons);
	}

	String source() {
		return this.source;
	}

	List<String> reasons() {
		return this.reasons;
	}

}
