package dev.sluice.administration.letters;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.pipeline.Totals;
import dev.sluice.repeater.Repeater;
import dev.sluice.repeater.Repeaters;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The failed inserts of pipelines: {@code GET /actuator/failedinserts/<pipeline>}, and
 * {@code POST /actuator/failedinserts/<pipeline>/repeat}, which spares those of now their
 * rest.
 */
@WebEndpoint(id = "failedinserts")
public class FailedInsertsEndpoint {

	private final Repeaters repeaters;

	private final FailedInsertCounts counts;

	private final Journal journal;

	FailedInsertsEndpoint(Repeaters repeaters, FailedInsertCounts counts, Journal journal) {
		this.repeaters = repeaters;
		this.counts = counts;
		this.journal = journal;
	}

	/**
	 * The failed inserts of one pipeline, counted by table, cause and attempts.
	 * @param pipeline the pipeline's name
	 */
	@ReadOperation
	public FailedInsertsDescriptor failedInserts(@Selector String pipeline) {
		Repeater repeater = repeater(pipeline);
		try {
			return FailedInsertsDescriptor.of(repeater, this.counts.count(pipeline, repeater));
		}
		catch (KafkaException ex) {
			throw new OperationRefusedException(Why.UNAVAILABLE, "Kafka does not answer: " + ex.getMessage());
		}
	}

	/**
	 * Has failed inserts tried at once by this instance.
	 * @param pipeline the pipeline's name
	 * @param verb repeat
	 * @return how the repeater fares
	 */
	@WriteOperation
	public FailedInsertsDescriptor act(@Selector String pipeline, @Selector String verb) {
		Repeater repeater = repeater(pipeline);
		if (!"repeat".equals(verb.toLowerCase(Locale.ROOT))) {
			throw LetterRequest.invalid("the verb must be repeat");
		}
		repeater.hurry();
		this.journal.write(new Journal.Entry("repeat", "failed inserts of pipeline " + pipeline,
				Map.of("waiting", Long.toString(repeater.waiting())), Map.of(), "those of this instance rest no more"));
		return failedInserts(pipeline);
	}

	private Repeater repeater(String pipeline) {
		Repeater repeater = this.repeaters.of(pipeline);
		if (repeater == null) {
			throw LetterRequest.unknown("there is no pipeline '" + pipeline + "'");
		}
		return repeater;
	}

	/**
	 * The failed inserts of a pipeline.
	 *
	 * @param waiting how many wait in Kafka, over all instances
	 * @param repeating whether this instance is at work on them
	 * @param oldest when the oldest that rests on this instance failed first
	 * @param totals what became of those of this instance's partitions
	 * @param byTable those that wait, by table, cause and attempts, most first
	 * @param complete whether all of these were counted
	 */
	public record FailedInsertsDescriptor(long waiting, boolean repeating, @Nullable Instant oldest, Totals totals,
			List<FailedInsertCounts.Waiting> byTable, boolean complete) {

		static FailedInsertsDescriptor of(Repeater repeater, FailedInsertCounts.Result counts) {
			return new FailedInsertsDescriptor(repeater.waiting(), repeater.running(), repeater.oldest(),
					repeater.totals(), counts.waiting(), counts.complete());
		}

	}

}
