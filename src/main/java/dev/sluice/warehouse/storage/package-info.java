/**
 * Appends to BigQuery's Storage Write API, in protobuf's wire format.
 */
@NullMarked
package dev.sluice.warehouse.storage;

import org.jspecify.annotations.NullMarked;
