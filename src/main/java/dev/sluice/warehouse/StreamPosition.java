package dev.sluice.warehouse;

/**
 * A place in a stream of the Storage Write API.
 *
 * @param stream the stream's id, the last part of its name
 * @param end the number of rows before this place, which is the offset of the row after
 * it
 */
public record StreamPosition(String stream, long end) {

}
