package dev.sluice.administration.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is to be audited.
 *
 * @param pipeline the pipeline's name
 * @param from where it begins; by default where the topics begin
 * @param to where it ends; by default behind the last record that is settled
 * @param limit how many positions of each kind are named
 * @param strict whether doubled records are a failure even where they are allowed
 */
public record AuditRequest(String pipeline, @Nullable String from, @Nullable String to, int limit, boolean strict) {

	/** How many positions are named unless something else is said. */
	public static final int NAMED = 100;

	/**
	 * A request that makes sense in itself.
	 * @throws IllegalArgumentException if it does not; says why
	 */
	public AuditRequest {
		if (limit < 0 || limit > 100_000) {
			throw new IllegalArgumentException("the limit must be from 0 to 100000");
		}
	}

	/**
	 * Its bounds.
	 * @param now the time from which durations count
	 * @throws IllegalArgumentException if they make no sense; says why
	 */
	AuditRange range(Instant now) {
		return AuditRange.of(AuditBound.parse(this.from, now), AuditBound.parse(this.to, now));
	}

}
