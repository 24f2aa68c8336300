package dev.sluice.administration.tables;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.sluice.mutator.SchemaChange;
import dev.sluice.mutator.SchemaHistory;
import dev.sluice.topic.OwnTopic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Writes the history of tables to a compacted topic, on a thread of its own, which alone
 * touches what is not final here. What cannot be written is told in the log; loading
 * never waits for it.
 */
final class HistoryTopic implements SchemaHistory, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HistoryTopic.class);

	/** The most changes that wait to be written. */
	private static final int MOST = 1000;

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

	private final ExecutorService executor = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MOST), threads());

	private final String topic;

	private final Supplier<Admin> admins;

	private final Supplier<Producer<byte[], byte[]>> producers;

	private final String instance;

	private @Nullable Producer<byte[], byte[]> producer;

	/**
	 * A history.
	 * @param topic the topic's name
	 * @param admins makes a client that makes sure of the topic
	 * @param producers makes the producer with the first change
	 * @param instance the name of this instance
	 */
	HistoryTopic(String topic, Supplier<Admin> admins, Supplier<Producer<byte[], byte[]>> producers, String instance) {
		this.topic = topic;
		this.admins = admins;
		this.producers = producers;
		this.instance = instance;
	}

	private static CustomizableThreadFactory threads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("sluice-history-");
		threads.setDaemon(true);
		return threads;
	}

	@Override
	public void note(List<SchemaChange> changes) {
		List<HistoryEntry> entries = changes.stream().map((change) -> HistoryEntry.of(change, this.instance)).toList();
		try {
			this.executor.execute(() -> write(entries));
		}
		catch (RejectedExecutionException ex) {
			lost(entries, "too many changes wait, or the process ends");
		}
	}

	private void write(List<HistoryEntry> entries) {
		try {
			OwnTopic.Problem problem = (this.producer == null) ? check() : null;
			if (problem != null && !problem.usable()) {
				lost(entries, problem.reason());
				return;
			}
			Producer<byte[], byte[]> writing = producer();
			for (HistoryEntry entry : entries) {
				var unused = writing.send(
						new ProducerRecord<>(this.topic, 0, HistoryJson.key(entry), HistoryJson.value(entry)),
						(metadata, failure) -> {
							if (failure != null) {
								lost(List.of(entry), failure.toString());
							}
						});
			}
		}
		catch (KafkaException ex) {
			lost(entries, ex.toString());
		}
	}

	private OwnTopic.@Nullable Problem check() {
		try (Admin admin = this.admins.get()) {
			return new OwnTopic(admin, this.topic,
					Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
				.check();
		}
	}

	private Producer<byte[], byte[]> producer() {
		Producer<byte[], byte[]> existing = this.producer;
		if (existing == null) {
			existing = this.producers.get();
			this.producer = existing;
		}
		return existing;
	}

	private static void lost(List<HistoryEntry> entries, String cause) {
		logger.atWarn()
			.addKeyValue("table", entries.get(0).table())
			.addKeyValue("changes", entries.size())
			.addKeyValue("cause", cause)
			.log("changes of a table are missing in its history, nothing else is");
	}

	/** Called when nothing changes tables any more. */
	@Override
	public void close() {
		try {
			this.executor.execute(() -> {
				if (this.producer != null) {
					this.producer.close(CLOSE_LIMIT);
				}
			});
			this.executor.shutdown();
			if (!this.executor.awaitTermination(2 * CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
				logger.atWarn().log("changes of tables that still wait for Kafka are missing in their history");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
