/**
 * Topics apart from loading them: those that Sluice keeps for itself, and looking at any.
 */
@NullMarked
package dev.sluice.topic;

import org.jspecify.annotations.NullMarked;
