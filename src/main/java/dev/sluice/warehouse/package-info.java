/**
 * BigQuery seen from inside: catalog, write path and appends.
 */
@NullMarked
package dev.sluice.warehouse;

import org.jspecify.annotations.NullMarked;
