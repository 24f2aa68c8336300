package dev.sluice.mutator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What keeps a table from being prepared.
 *
 * @param cause the reason and what to do, for people
 * @param needsOperator whether a person must act
 * @param permission the IAM permission that is missing, or {@code null}
 * @param until when to try again
 */
record Trouble(String cause, boolean needsOperator, @Nullable String permission, Instant until) {

}
