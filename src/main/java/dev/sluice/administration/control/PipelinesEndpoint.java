package dev.sluice.administration.control;

import java.util.List;

import dev.sluice.administration.Finding;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.PipelineState;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The pipelines on all their instances, whichever of them is asked:
 * {@code GET /actuator/pipelines}, {@code GET /actuator/pipelines/<name>}, and
 * {@code POST /actuator/pipelines/<name>/<verb>} with pause, resume, stop, start, restart
 * or flush.
 */
@WebEndpoint(id = "pipelines")
public class PipelinesEndpoint {

	private static final int STATUS_ACCEPTED = 202;

	private final PipelineIntakes intakes;

	private final Inquiries inquiries;

	private final PipelineVerbs verbs;

	PipelinesEndpoint(PipelineIntakes intakes, Inquiries inquiries, PipelineVerbs verbs) {
		this.intakes = intakes;
		this.inquiries = inquiries;
		this.verbs = verbs;
	}

	/**
	 * All pipelines in short.
	 * @param local whether only this instance is asked
	 */
	@ReadOperation
	public PipelinesDescriptor pipelines(@Nullable Boolean local) {
		List<PipelineInquiry> asked = this.intakes.all().stream().map((intake) -> ask(intake, local)).toList();
		return new PipelinesDescriptor(asked.stream().map(PipelineInquiry::report).map(PipelineSummary::of).toList());
	}

	/**
	 * One pipeline in full, or nothing (404) if there is none of that name.
	 * @param name the pipeline's name
	 * @param local whether only this instance is asked
	 */
	@ReadOperation
	public @Nullable PipelineReport pipeline(@Selector String name, @Nullable Boolean local) {
		PipelineIntake intake = this.intakes.find(name);
		return (intake != null) ? ask(intake, local).report() : null;
	}

	private PipelineInquiry ask(PipelineIntake intake, @Nullable Boolean local) {
		return new PipelineInquiry(this.inquiries, intake, Boolean.TRUE.equals(local));
	}

	/**
	 * Has all instances of a pipeline do something.
	 * @param name the pipeline's name
	 * @param verb pause, resume, stop, start, restart or flush
	 * @param onlyFailed for a restart, whether only instances on which it has failed are
	 * restarted
	 * @return what each instance has done; 202 if some have not by now
	 * @throws OperationRefusedException if there is no such pipeline or verb, or it
	 * cannot be done
	 */
	@WriteOperation
	public WebEndpointResponse<OperationReport> act(@Selector String name, @Selector String verb,
			@Nullable Boolean onlyFailed) {
		PipelineIntake intake = this.intakes.find(name);
		if (intake == null) {
			throw new OperationRefusedException(Why.UNKNOWN, "there is no pipeline '" + name + "'");
		}
		OperationReport report = this.verbs.act(intake, verb, Boolean.TRUE.equals(onlyFailed));
		return new WebEndpointResponse<>(report, report.confirmed() ? WebEndpointResponse.STATUS_OK : STATUS_ACCEPTED);
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

		static PipelineSummary of(PipelineReport report) {
			return new PipelineSummary(report.name(), report.state(), report.findings(), report.lag());
		}

	}

}
