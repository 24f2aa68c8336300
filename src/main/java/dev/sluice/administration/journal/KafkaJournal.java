package dev.sluice.administration.journal;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sluice.administration.Concern;
import dev.sluice.administration.Finding;
import dev.sluice.administration.Journal;
import dev.sluice.administration.Operator;
import dev.sluice.administration.PipelineState;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.topic.OwnTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal on a topic of its own, and in the log. What cannot be written to the topic is
 * told of until something can. Connects with its first entry. Thread-safe; an entry waits
 * for its acknowledgement, but not long.
 */
final class KafkaJournal implements Journal, Concern {

	private static final Logger logger = LoggerFactory.getLogger(KafkaJournal.class);

	private static final long ACKNOWLEDGEMENT_SECONDS = 3;

	private final Journal log = new LoggedJournal();

	private final JournalClients clients;

	private final String instance;

	private final InstantSource clock;

	private volatile boolean checked;

	private volatile OwnTopic.@Nullable Problem problem;

	KafkaJournal(JournalClients clients, String instance, InstantSource clock) {
		this.clients = clients;
		this.instance = instance;
		this.clock = clock;
	}

	@Override
	public @Nullable String write(Entry entry) {
		this.log.write(entry);
		OwnTopic.Problem found = keep(new JournalRecord(JournalRecord.VERSION, this.clock.instant(), Operator.name(),
				this.instance, entry.verb(), entry.subject(), entry.before(), entry.after(), entry.outcome()));
		this.checked = found == null;
		this.problem = found;
		if (found == null || found.usable()) {
			return null;
		}
		logger.atWarn()
			.addKeyValue("verb", entry.verb())
			.addKeyValue("subject", entry.subject())
			.addKeyValue("cause", found.reason())
			.log("operation is not in the journal, but in this log");
		return "not in the journal, but in the log: " + found.reason();
	}

	private OwnTopic.@Nullable Problem keep(JournalRecord entry) {
		OwnTopic topic = this.clients.topic();
		try {
			OwnTopic.Problem found = (this.checked) ? null : topic.check();
			if (found != null && !found.usable()) {
				return found;
			}
			this.clients.producer()
				.send(new ProducerRecord<>(topic.name(), JournalJson.write(entry)))
				.get(ACKNOWLEDGEMENT_SECONDS, TimeUnit.SECONDS);
			return found;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return away(topic, ex);
		}
		catch (ExecutionException ex) {
			return (ex.getCause() instanceof AuthorizationException) ? topic.denied("write")
					: away(topic, Objects.requireNonNullElse(ex.getCause(), ex));
		}
		catch (AuthorizationException ex) {
			return topic.denied("write");
		}
		catch (KafkaException | TimeoutException ex) {
			return away(topic, ex);
		}
	}

	private static OwnTopic.Problem away(OwnTopic topic, Throwable cause) {
		return new OwnTopic.Problem("topic " + topic.name() + " could not be written: " + cause, "look at Kafka",
				false);
	}

	@Override
	public List<Finding> examine(PipelineIntake intake) {
		OwnTopic.Problem present = this.problem;
		if (present == null) {
			return List.of();
		}
		return List.of(new Finding("journal", PipelineState.DEGRADED,
				"what people do is not kept as it should be: " + present.reason(),
				present.action() + "; sluice.administration.journal.enabled=false leaves it to the log"));
	}

}
