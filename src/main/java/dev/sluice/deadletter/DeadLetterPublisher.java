package dev.sluice.deadletter;

import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.BadRecord.Verdict;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;

/**
 * Spring Kafka's recoverer, whose sends are collected instead of waited for one by one.
 * <p>
 * Leaves the original's headers alone, those of earlier dead letters included, and adds
 * Sluice's and Spring Kafka's own behind them, without stack traces.
 */
final class DeadLetterPublisher extends DeadLetterPublishingRecoverer {

	private final String pipeline;

	private final String group;

	private final LetterSender sender;

	/**
	 * A publisher for one pipeline.
	 * @param names the pipeline's name and group
	 * @param topics finds the dead-letter topic of a source topic
	 * @param sender sends the letters
	 */
	DeadLetterPublisher(LetterNames names, TopicsBySource topics, LetterSender sender) {
		super(sender.template(), (record, ex) -> destination(topics.of(record.topic()), record));
		this.pipeline = names.pipeline();
		this.group = names.group();
		this.sender = sender;
		setVerifyPartition(false);
		setStripPreviousExceptionHeaders(false);
		setExceptionHeadersCreator((headers, ex, key, headerNames) -> describe(headers, ex, headerNames));
		excludeHeader(HeadersToAdd.EX_STACKTRACE, HeadersToAdd.TS_TYPE);
	}

	private static TopicPartition destination(LetterTopic topic, ConsumerRecord<?, ?> record) {
		return new TopicPartition(topic.name(), topic.partition(record.partition()));
	}

	/**
	 * Publishes a dead letter.
	 * @return completes when Kafka has acknowledged it, exceptionally if it could not be
	 * kept
	 */
	CompletionStage<Void> publish(BadRecord record) {
		try {
			accept(record, null, new BadRecordException(record, this.group));
		}
		catch (DeadLettersUnavailableException ex) {
			record.kept().completeExceptionally(ex);
		}
		return record.kept();
	}

	/**
	 * Lets the record know what becomes of its letter. The inherited way waits for it,
	 * and logs every failure with its stack trace.
	 */
	@Override
	protected void publish(ProducerRecord<Object, Object> letter, KafkaOperations<Object, Object> template,
			ConsumerRecord<?, ?> original) {
		this.sender.send(letter, ((BadRecord) original).kept());
	}

	private void describe(Headers headers, Exception exception, HeaderNames names) {
		BadRecord record = ((BadRecordException) exception).badRecord();
		Verdict verdict = record.verdict();
		LetterHeaders.add(headers, DeadLetterHeaders.PIPELINE, this.pipeline);
		LetterHeaders.add(headers, DeadLetterHeaders.TABLE,
				(verdict.table() != null) ? verdict.table().toString() : null);
		LetterHeaders.add(headers, DeadLetterHeaders.REASON, verdict.failure().reason().code());
		LetterHeaders.addMessage(headers, DeadLetterHeaders.MESSAGE, verdict.failure().message());
		LetterHeaders.add(headers, DeadLetterHeaders.FIELD, verdict.failure().field());
		LetterHeaders.addPosition(headers, record.position(), record.timestamp());
		LetterHeaders.add(headers, DeadLetterHeaders.FAILED_AT, verdict.failedAt().toString());
		LetterHeaders.add(headers, DeadLetterHeaders.ATTEMPTS, Integer.toString(verdict.attempts()));
		LetterHeaders.add(headers, DeadLetterHeaders.OMITTED, verdict.omitted());
		LetterHeaders.add(headers, names.getExceptionInfo().getExceptionFqcn(), BadRecordException.class.getName());
		LetterHeaders.addMessage(headers, names.getExceptionInfo().getExceptionMessage(), verdict.failure().message());
	}

}
