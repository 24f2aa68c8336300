package dev.sluice.administration.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have examined.
 *
 * @param pipeline the pipeline, or {@code null} for all
 * @param samples how many records of each topic are tried, from 0 to
 * {@value #MOST_SAMPLES}
 * @param showsRows whether the rows that they make are shown
 */
public record DoctorRequest(@Nullable String pipeline, int samples, boolean showsRows) {

	/** The most samples of a topic. */
	public static final int MOST_SAMPLES = 100;

	public DoctorRequest {
		if (samples < 0 || samples > MOST_SAMPLES) {
			throw new IllegalArgumentException("samples must be from 0 to " + MOST_SAMPLES);
		}
	}

}
