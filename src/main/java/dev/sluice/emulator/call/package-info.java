/**
 * Calls as both protocols report them: errors, their reasons and codes, and the log of
 * every call.
 */
@NullMarked
package dev.sluice.emulator.call;

import org.jspecify.annotations.NullMarked;
