/**
 * Offsets of pipelines: what is committed, and moving it while nobody reads.
 */
@NullMarked
package dev.sluice.administration.offsets;

import org.jspecify.annotations.NullMarked;
