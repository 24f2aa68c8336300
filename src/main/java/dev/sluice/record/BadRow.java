package dev.sluice.record;

/**
 * A record that can never be loaded, with its reason.
 *
 * @param position where the record stands
 * @param failure why it cannot be loaded
 */
public record BadRow(SourcePosition position, Failure failure) {

}
