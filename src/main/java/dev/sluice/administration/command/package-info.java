/**
 * Commands of the jar, which do one thing and end with a status.
 */
@NullMarked
package dev.sluice.administration.command;

import org.jspecify.annotations.NullMarked;
