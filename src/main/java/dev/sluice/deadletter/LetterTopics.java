package dev.sluice.deadletter;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * The topics of dead letters and failed inserts of all pipelines. They are created with
 * their source's partition count or, if they exist, checked: as often as it takes, since
 * Kafka may be away, and from time to time afterwards, since source topics grow.
 * Thread-safe.
 * <p>
 * A topic can be used from the moment when it was found in order.
 */
class LetterTopics {

	private static final int RETRY_MILLIS = 2_000;

	private static final int RECHECK_MILLIS = 300_000;

	private static final Logger logger = LoggerFactory.getLogger(LetterTopics.class);

	private final Map<String, LetterTopic> topics = new ConcurrentHashMap<>();

	private final AtomicBoolean busy = new AtomicBoolean();

	private final Supplier<Admin> admins;

	private final Executor executor;

	private final InstantSource clock;

	private volatile boolean wanted;

	private volatile long next;

	/**
	 * Topics that are looked after.
	 * @param admins makes a client for one look at Kafka
	 * @param executor runs that look, which blocks
	 * @param clock tells the time
	 */
	LetterTopics(Supplier<Admin> admins, Executor executor, InstantSource clock) {
		this.admins = admins;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Looks after a topic from now on.
	 * @param name the letter topic
	 * @param source the topic whose records may come there
	 */
	LetterTopic add(String name, String source) {
		LetterTopic topic = this.topics.computeIfAbsent(name, (key) -> new LetterTopic(key, this::growth));
		topic.sources().add(source);
		this.wanted = true;
		check();
		return topic;
	}

	private void growth() {
		this.next = Math.min(this.next, this.clock.millis() + RETRY_MILLIS);
	}

	/**
	 * Looks after the topics if it is time to.
	 */
	@Scheduled(fixedDelay = 500)
	void check() {
		boolean due = this.wanted || (!this.topics.isEmpty() && this.clock.millis() >= this.next);
		if (due && this.busy.compareAndSet(false, true)) {
			this.wanted = false;
			this.executor.execute(this::look);
		}
	}

	private void look() {
		List<LetterTopic> all = List.copyOf(this.topics.values());
		try (Admin admin = this.admins.get()) {
			new TopicSurvey(admin).inspect(all);
		}
		catch (KafkaException ex) {
			logger.atWarn().addKeyValue("cause", ex.toString()).log("could not check the dead-letter topics");
			all.forEach((topic) -> topic.unchecked("could not be checked: " + ex.getMessage()));
		}
		finally {
			long problems = all.stream().filter((topic) -> topic.problem() != null).count();
			this.next = this.clock.millis() + ((problems != 0) ? RETRY_MILLIS : RECHECK_MILLIS);
			this.busy.set(false);
		}
	}

}
