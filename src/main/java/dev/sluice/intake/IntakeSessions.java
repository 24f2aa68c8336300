package dev.sluice.intake;

import java.util.Collection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Leads what the listener container tells to the {@link IntakeSession} of the thread that
 * it tells it on. The container calls every method of a consumer on that consumer's one
 * thread.
 */
final class IntakeSessions implements BatchInterceptor<byte[], byte[]>, ConsumerAwareRebalanceListener {

	@SuppressWarnings("ThreadLocalUsage") // one for each pipeline, for as long as it
											// lives
	private final ThreadLocal<@Nullable IntakeSession> sessions = new ThreadLocal<>();

	private final SessionContext context;

	IntakeSessions(SessionContext context) {
		this.context = context;
	}

	/**
	 * Called before every poll, idle and paused ones included.
	 */
	@Override
	@SuppressWarnings("unchecked")
	public void setupThreadState(Consumer<?, ?> consumer) {
		IntakeSession session = this.sessions.get();
		if (session == null) {
			session = new IntakeSession((Consumer<byte[], byte[]>) consumer, this.context);
			this.sessions.set(session);
		}
		session.beforePoll();
	}

	@Override
	public ConsumerRecords<byte[], byte[]> intercept(ConsumerRecords<byte[], byte[]> records,
			Consumer<byte[], byte[]> consumer) {
		return records;
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		current().assigned(partitions);
	}

	@Override
	public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		current().revoked(partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		current().lost(partitions);
	}

	/**
	 * The session of the present thread.
	 */
	IntakeSession current() {
		IntakeSession session = this.sessions.get();
		if (session == null) {
			throw new IllegalStateException("not a consumer's thread");
		}
		return session;
	}

	/**
	 * Ends the session of the present thread, whose consumer has stopped.
	 */
	void end() {
		IntakeSession session = this.sessions.get();
		if (session != null) {
			session.close();
			this.sessions.remove();
		}
	}

}
