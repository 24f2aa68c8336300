/**
 * Proof under fire: loads while processes are killed and BigQuery fails, and a comparison
 * of every position afterwards.
 */
@NullMarked
package dev.sluice.torture;

import org.jspecify.annotations.NullMarked;
