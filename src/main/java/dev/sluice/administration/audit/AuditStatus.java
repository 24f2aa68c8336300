package dev.sluice.administration.audit;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How an audit fares.
 *
 * @param pipeline the pipeline's name
 * @param state whether it is at work
 * @param begun when it began
 * @param ended when it ended, if it has
 * @param progress how far it has come
 * @param problem why it could not be carried out, if it could not
 * @param report what it has found, if it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditStatus(String pipeline, State state, Instant begun, @Nullable Instant ended,
		AuditProgress.Snapshot progress, @Nullable String problem, @Nullable AuditReport report) {

	/** Whether an audit is at work. */
	public enum State {

		/** It is. */
		RUNNING,

		/** It has come to its end, and its report says what it has found. */
		DONE,

		/** It could not be carried out. */
		FAILED,

		/** Somebody has ended it. */
		CANCELLED

	}

}
