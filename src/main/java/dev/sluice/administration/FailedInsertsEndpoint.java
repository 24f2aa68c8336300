package dev.sluice.administration;

import java.time.Instant;
import java.util.Locale;

import dev.sluice.pipeline.Totals;
import dev.sluice.repeater.Repeater;
import dev.sluice.repeater.Repeaters;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The failed inserts of pipelines: {@code GET /actuator/failedinserts/<pipeline>}, and
 * {@code POST /actuator/failedinserts/<pipeline>/repeat}, which spares those of now their
 * rest.
 */
@WebEndpoint(id = "failedinserts")
public class FailedInsertsEndpoint {

	private final Repeaters repeaters;

	FailedInsertsEndpoint(Repeaters repeaters) {
		this.repeaters = repeaters;
	}

	/**
	 * The failed inserts of one pipeline, or nothing (404) if there is none of that name.
	 */
	@ReadOperation
	public @Nullable FailedInsertsDescriptor failedInserts(@Selector String pipeline) {
		Repeater repeater = this.repeaters.of(pipeline);
		return (repeater != null) ? FailedInsertsDescriptor.of(repeater) : null;
	}

	/**
	 * Has failed inserts tried at once by this instance.
	 * @param pipeline the pipeline's name
	 * @param verb repeat
	 * @return how the repeater fares, or 404 if there is no such pipeline
	 */
	@WriteOperation
	public WebEndpointResponse<FailedInsertsDescriptor> act(@Selector String pipeline, @Selector String verb) {
		Repeater repeater = this.repeaters.of(pipeline);
		if (repeater == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		if (!"repeat".equals(verb.toLowerCase(Locale.ROOT))) {
			throw new InvalidEndpointRequestException("unknown verb '" + verb + "'", "the verb must be repeat");
		}
		repeater.hurry();
		return new WebEndpointResponse<>(FailedInsertsDescriptor.of(repeater));
	}

	/**
	 * The failed inserts of a pipeline.
	 *
	 * @param waiting how many wait in Kafka, over all instances
	 * @param repeating whether this instance is at work on them
	 * @param oldest when the oldest that rests on this instance failed first
	 * @param totals what became of those of this instance's partitions
	 */
	public record FailedInsertsDescriptor(long waiting, boolean repeating, @Nullable Instant oldest, Totals totals) {

		static FailedInsertsDescriptor of(Repeater repeater) {
			return new FailedInsertsDescriptor(repeater.waiting(), repeater.running(), repeater.oldest(),
					repeater.totals());
		}

	}

}
