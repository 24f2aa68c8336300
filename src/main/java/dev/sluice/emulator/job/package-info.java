/**
 * Jobs: queries and loads that run by themselves and are asked about later.
 */
@NullMarked
package dev.sluice.emulator.job;

import org.jspecify.annotations.NullMarked;
