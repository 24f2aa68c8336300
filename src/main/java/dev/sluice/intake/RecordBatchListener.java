package dev.sluice.intake;

import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;

/**
 * Receives the polls of one pipeline. The one method serves all pipelines, each with a
 * bean of this class and containers of its own.
 */
public class RecordBatchListener {

	private final PipelineIntake pipeline;

	RecordBatchListener(PipelineIntake pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Loads the records of a poll; returns when they are transformed, not when they are
	 * stored. Nothing is acknowledged here: {@link IntakeSession} commits what is
	 * settled.
	 */
	@KafkaListener(id = "#{__listener.id}", idIsGroup = false, groupId = "#{__listener.groupId}",
			topics = "#{__listener.topics}", concurrency = "#{__listener.concurrency}",
			containerFactory = "#{__listener.containerFactory}", batch = "true")
	public void receive(ConsumerRecords<byte[], byte[]> records) {
		this.pipeline.sessions().current().load(records);
	}

	public String getId() {
		return this.pipeline.name();
	}

	public String getGroupId() {
		return this.pipeline.groupId();
	}

	/**
	 * The topics, or the pattern that {@link PipelineContainerFactory} goes by.
	 */
	public String[] getTopics() {
		Pattern pattern = this.pipeline.topicPattern();
		return (pattern != null) ? new String[] { pattern.pattern() }
				: this.pipeline.properties().topics().toArray(String[]::new);
	}

	public int getConcurrency() {
		return this.pipeline.properties().concurrency();
	}

	public ConcurrentKafkaListenerContainerFactory<byte[], byte[]> getContainerFactory() {
		return this.pipeline.containerFactory();
	}

}
