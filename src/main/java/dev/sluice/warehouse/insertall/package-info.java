/**
 * Streaming inserts: BigQuery's {@code tabledata.insertAll} over REST.
 */
@NullMarked
package dev.sluice.warehouse.insertall;

import org.jspecify.annotations.NullMarked;
