package dev.sluice.administration.audit;

import java.util.Objects;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.pipeline.SluiceProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Audits of pipelines on this instance: {@code POST /actuator/audit/<pipeline>} begins
 * one, {@code GET /actuator/audit/<pipeline>} shows how the last one fares and what it
 * has found, {@code DELETE /actuator/audit/<pipeline>} cancels it.
 */
@WebEndpoint(id = "audit")
public class AuditEndpoint {

	private static final int ACCEPTED = 202;

	private final SluiceProperties properties;

	private final Audits audits;

	AuditEndpoint(SluiceProperties properties, Audits audits) {
		this.properties = properties;
		this.audits = audits;
	}

	/**
	 * How the last audit of a pipeline on this instance fares, or nothing (404) if there
	 * was none.
	 */
	@ReadOperation
	public @Nullable AuditStatus audit(@Selector String pipeline) {
		return this.audits.status(known(pipeline));
	}

	/**
	 * Begins an audit in the background.
	 * @param pipeline the pipeline's name
	 * @param from where it begins: a time, how long ago, or positions such as
	 * {@code orders/0@1000,orders/1@900}; where the topics begin by default
	 * @param to where it ends, in the same forms; behind what is settled by default
	 * @param limit how many positions of each kind are named; 100 by default
	 * @param strict whether doubled records are a failure even where they are allowed
	 * @return how it fares (202)
	 * @throws OperationRefusedException if there is no such pipeline, the bounds make no
	 * sense, or an audit is at work on this instance
	 */
	@WriteOperation
	public WebEndpointResponse<AuditStatus> begin(@Selector String pipeline, @Nullable String from, @Nullable String to,
			@Nullable Integer limit, @Nullable Boolean strict) {
		try {
			AuditRequest request = new AuditRequest(known(pipeline), from, to,
					Objects.requireNonNullElse(limit, AuditRequest.NAMED), Objects.requireNonNullElse(strict, false));
			return new WebEndpointResponse<>(this.audits.begin(request), ACCEPTED);
		}
		catch (IllegalArgumentException ex) {
			throw new OperationRefusedException(Why.INVALID, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Cancels the audit of a pipeline that is at work on this instance.
	 * @return how it fares
	 * @throws OperationRefusedException if none is at work
	 */
	@DeleteOperation
	public @Nullable AuditStatus cancel(@Selector String pipeline) {
		if (!this.audits.cancel(known(pipeline))) {
			throw new OperationRefusedException(Why.UNSAFE,
					"no audit of pipeline " + pipeline + " is at work on this instance");
		}
		return this.audits.status(pipeline);
	}

	private String known(String pipeline) {
		if (!this.properties.pipelines().containsKey(pipeline)) {
			throw new OperationRefusedException(Why.UNKNOWN, "there is no pipeline '" + pipeline + "', only "
					+ String.join(", ", this.properties.pipelines().keySet()));
		}
		return pipeline;
	}

}
