package dev.sluice.deadletter;

import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * A bad record's failure in the form that Spring Kafka recovers from. Never thrown, so it
 * has no stack trace.
 */
final class BadRecordException extends ListenerExecutionFailedException {

	private final transient BadRecord badRecord;

	BadRecordException(BadRecord badRecord, String group) {
		super(badRecord.verdict().failure().message(), group, null);
		this.badRecord = badRecord;
	}

	BadRecord badRecord() {
		return this.badRecord;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
