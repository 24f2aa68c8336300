/**
 * The journal of what people did, on a topic of its own.
 */
@NullMarked
package dev.sluice.administration.journal;

import org.jspecify.annotations.NullMarked;
