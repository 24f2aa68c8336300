package dev.sluice.administration;

import java.util.List;
import java.util.Locale;

import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The pipelines of this instance: {@code GET /actuator/pipelines},
 * {@code GET /actuator/pipelines/<name>}, and
 * {@code POST /actuator/pipelines/<name>/<verb>} with pause, resume, stop or start.
 */
@WebEndpoint(id = "pipelines")
public class PipelinesEndpoint {

	private final PipelineIntakes intakes;

	private final PipelineStatusReader reader;

	PipelinesEndpoint(PipelineIntakes intakes, PipelineStatusReader reader) {
		this.intakes = intakes;
		this.reader = reader;
	}

	/**
	 * All pipelines in short.
	 */
	@ReadOperation
	public PipelinesDescriptor pipelines() {
		return new PipelinesDescriptor(
				this.intakes.all().stream().map(this.reader::read).map(PipelineSummary::of).toList());
	}

	/**
	 * One pipeline in full, or nothing (404) if there is none of that name.
	 */
	@ReadOperation
	public @Nullable PipelineStatus pipeline(@Selector String name) {
		PipelineIntake intake = this.intakes.find(name);
		return (intake != null) ? this.reader.read(intake) : null;
	}

	/**
	 * Turns a switch of a pipeline on this instance.
	 * @param name the pipeline's name
	 * @param verb pause, resume, stop or start
	 * @return how it fares now, or 404 if there is none of that name
	 */
	@WriteOperation
	public WebEndpointResponse<PipelineStatus> act(@Selector String name, @Selector String verb) {
		PipelineIntake intake = this.intakes.find(name);
		if (intake == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		switch (verb.toLowerCase(Locale.ROOT)) {
			case "pause" -> intake.pause();
			case "resume" -> intake.resume();
			case "stop" -> intake.stop(() -> {
			});
			case "start" -> intake.start();
			default -> throw new InvalidEndpointRequestException("unknown verb '" + verb + "'",
					"the verb must be pause, resume, stop or start");
		}
		return new WebEndpointResponse<>(this.reader.read(intake));
	}

	/**
	 * All pipelines.
	 *
	 * @param pipelines the pipelines, by name
	 */
	public record PipelinesDescriptor(List<PipelineSummary> pipelines) {

	}

	/**
	 * A pipeline in short.
	 *
	 * @param name its name
	 * @param state how it fares
	 * @param findings why, if it is not simply running
	 * @param lag records not settled yet
	 */
	public record PipelineSummary(String name, PipelineState state, List<Finding> findings, long lag) {

		static PipelineSummary of(PipelineStatus status) {
			return new PipelineSummary(status.name(), status.state(), status.findings(), status.lag());
		}

	}

}
