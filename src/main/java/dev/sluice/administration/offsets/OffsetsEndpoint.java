package dev.sluice.administration.offsets;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The offsets of pipelines: {@code GET /actuator/offsets/<pipeline>}, and
 * {@code POST /actuator/offsets/<pipeline>} to move them.
 */
@WebEndpoint(id = "offsets")
public class OffsetsEndpoint {

	private final OffsetOperations operations;

	OffsetsEndpoint(OffsetOperations operations) {
		this.operations = operations;
	}

	/**
	 * The offsets of a pipeline, or nothing (404) if there is none of that name.
	 */
	@ReadOperation
	public @Nullable OffsetsDescriptor offsets(@Selector String pipeline) {
		return this.operations.describe(pipeline);
	}

	/**
	 * Moves the offsets of a pipeline that nobody reads, or shows what that would do.
	 * @param pipeline the pipeline's name
	 * @param to earliest, latest, an offset, a time with its zone, or a duration before
	 * now
	 * @param topic the topic; all of the pipeline by default
	 * @param partition the partition; all by default
	 * @param dryRun whether it is only shown, as it is by default
	 * @param confirm the pipeline's name, to give up rows that are not known to be
	 * visible or loaded
	 * @return what it does, or has done
	 */
	@WriteOperation
	public ResetPlan reset(@Selector String pipeline, String to, @Nullable String topic, @Nullable Integer partition,
			@Nullable Boolean dryRun, @Nullable String confirm) {
		ResetRequest request = new ResetRequest(pipeline, to, topic, partition, confirm);
		return Boolean.FALSE.equals(dryRun) ? this.operations.reset(request) : this.operations.preview(request);
	}

}
