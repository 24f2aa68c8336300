package dev.sluice.intake;

import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;

/**
 * Receives the polls of one pipeline. The one method serves all pipelines, each with a
 * bean of this class and containers of its own, which begin when they are told to.
 */
public class RecordBatchListener {

	private final PipelineIntake pipeline;

	public RecordBatchListener(PipelineIntake pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Loads the records of a poll; returns when they are transformed, not when they are
	 * stored. Nothing is acknowledged here: {@link IntakeSession} commits what is
	 * settled.
	 */
	@KafkaListener(id = "#{__listener.source.id}", idIsGroup = false, groupId = "#{__listener.source.groupId}",
			topics = "#{__listener.topics}", concurrency = "#{__listener.source.concurrency}", autoStartup = "false",
			containerFactory = "#{__listener.containerFactory}", batch = "true")
	public void receive(ConsumerRecords<byte[], byte[]> records) {
		this.pipeline.sessions().current().load(records);
	}

	public IntakeSource getSource() {
		return this.pipeline.source();
	}

	/**
	 * The topics, or the pattern that {@link PipelineContainerFactory} goes by.
	 */
	public String[] getTopics() {
		Pattern pattern = getSource().topicPattern();
		return (pattern != null) ? new String[] { pattern.pattern() } : getSource().topics().toArray(String[]::new);
	}

	public ConcurrentKafkaListenerContainerFactory<byte[], byte[]> getContainerFactory() {
		return this.pipeline.containerFactory();
	}

}
