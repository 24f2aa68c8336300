package dev.sluice.intake;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Has the records of a failed poll done again, from the last one that is settled. Spring
 * Kafka's default discards and commits records that fail ten times; here none is ever
 * committed because of a failure.
 */
final class RedoErrorHandler implements CommonErrorHandler {

	private final IntakeSessions sessions;

	RedoErrorHandler(IntakeSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public boolean isAckAfterHandle() {
		return false;
	}

	@Override
	public boolean seeksAfterHandling() {
		return true;
	}

	@Override
	public void handleBatch(Exception thrown, ConsumerRecords<?, ?> records, Consumer<?, ?> consumer,
			MessageListenerContainer container, Runnable invokeListener) {
		this.sessions.current().redo(thrown);
	}

	@Override
	public void handleOtherException(Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container,
			boolean batchListener) {
		this.sessions.current().redo(thrown);
	}

}
