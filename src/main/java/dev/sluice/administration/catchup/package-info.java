/**
 * Runs that load what there is and end.
 */
@NullMarked
package dev.sluice.administration.catchup;

import org.jspecify.annotations.NullMarked;
