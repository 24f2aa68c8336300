package dev.sluice.administration;

/**
 * Something that keeps a pipeline from simply running.
 *
 * @param part what it is about: {@code pipeline}, {@code dead letters},
 * {@code table <name>} and so on
 * @param state the state that the pipeline is in for this alone
 * @param reason what is the matter
 * @param action what to do about it
 */
public record Finding(String part, PipelineState state, String reason, String action) {

}
