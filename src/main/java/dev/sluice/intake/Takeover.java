package dev.sluice.intake;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.StoredBefore;

/**
 * Where a consumer takes a partition up.
 *
 * @param commit the offset at which it begins, with the totals up to it
 * @param committed whether that is committed; if not, it is to be
 * @param intentKept whether the commit that Kafka has tells a successor to do again what
 * has been done
 * @param storedBefore what is stored already of the records from there on
 */
record Takeover(Commit commit, boolean committed, boolean intentKept, StoredBefore storedBefore) {

}
