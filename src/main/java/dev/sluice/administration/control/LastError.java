package dev.sluice.administration.control;

import java.time.Instant;

/**
 * Something that went wrong.
 *
 * @param at when it was last so
 * @param part what it is about
 * @param reason what was the matter
 */
public record LastError(Instant at, String part, String reason) {

}
