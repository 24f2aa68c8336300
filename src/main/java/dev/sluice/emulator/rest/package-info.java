/**
 * REST: BigQuery v2, the part of Cloud Storage that its clients use, and the emulator's
 * own administration.
 */
@NullMarked
package dev.sluice.emulator.rest;

import org.jspecify.annotations.NullMarked;
