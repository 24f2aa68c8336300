/**
 * Proof of what became of records: topics, tables, dead letters and failed inserts,
 * compared position by position.
 */
@NullMarked
package dev.sluice.administration.audit;

import org.jspecify.annotations.NullMarked;
