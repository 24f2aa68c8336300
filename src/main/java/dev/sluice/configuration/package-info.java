/**
 * Checks of the configuration at the start, and words for whoever must mend it.
 */
@NullMarked
package dev.sluice.configuration;

import org.jspecify.annotations.NullMarked;
