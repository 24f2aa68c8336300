package dev.sluice.repeater;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the log of replays says of all pipelines, once it was shown the log's records in
 * their order. Not thread-safe.
 */
public final class ReplayBooks {

	static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private static final Logger logger = LoggerFactory.getLogger(ReplayBooks.class);

	private final Map<String, ReplayBook> books = new HashMap<>();

	private final InstantSource clock;

	/**
	 * Empty books.
	 * @param clock tells when something was heard
	 */
	public ReplayBooks(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Enters a record of the log. What cannot be read is passed over with a warning.
	 */
	public void enter(ConsumerRecord<byte[], byte[]> record) {
		ReplayLogKey key = ReplayLogKey.read(record.key());
		if (key == null) {
			return;
		}
		try {
			SourcePartition marked = key.partition();
			if (ReplayLogKey.MARK.equals(key.kind()) && marked != null) {
				byte[] mark = record.value();
				book(key.group()).enter(marked, key.second(),
						(mark != null) ? JSON.readValue(mark, ReplayMark.class) : null);
			}
			else if (ReplayLogKey.RUN.equals(key.kind())) {
				enter(book(key.group()), key.first(), record);
			}
		}
		catch (JacksonException ex) {
			logger.atWarn()
				.addKeyValue("topic", record.topic())
				.addKeyValue("offset", record.offset())
				.log("a record of the replay log cannot be read, and is passed over");
		}
	}

	private void enter(ReplayBook book, String id, ConsumerRecord<byte[], byte[]> record) {
		if (record.value() == null) {
			book.forget(id);
		}
		else {
			book.enter(JSON.readValue(record.value(), ReplayEvent.class), Instant.ofEpochMilli(record.timestamp()),
					this.clock.instant());
		}
	}

	private ReplayBook book(String group) {
		return this.books.computeIfAbsent(group, (key) -> new ReplayBook());
	}

	ReplayBook.View view(String group) {
		return book(group).view();
	}

	void clear() {
		this.books.clear();
	}

	/**
	 * The dead letters of a pipeline that have been replayed.
	 * @param group the pipeline's group
	 * @param topicIds the ids of the dead-letter topics of now
	 */
	public HandledLetters handled(String group, Map<String, String> topicIds) {
		return HandledLetters.of(view(group).marks(), topicIds);
	}

}
