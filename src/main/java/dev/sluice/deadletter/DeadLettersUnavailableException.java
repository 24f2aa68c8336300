package dev.sluice.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter or failed insert that could not be kept for now, so that its record is
 * not settled.
 */
public class DeadLettersUnavailableException extends RuntimeException {

	private final String topic;

	public DeadLettersUnavailableException(String topic, String message) {
		this(topic, message, null);
	}

	public DeadLettersUnavailableException(String topic, String message, @Nullable Throwable cause) {
		super("topic " + topic + ": " + message, cause, false, false);
		this.topic = topic;
	}

	/**
	 * The topic that did not take the record.
	 */
	public String topic() {
		return this.topic;
	}

}
