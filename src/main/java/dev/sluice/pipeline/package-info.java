/**
 * The path of a batch from records to settled receipts.
 */
@NullMarked
package dev.sluice.pipeline;

import org.jspecify.annotations.NullMarked;
