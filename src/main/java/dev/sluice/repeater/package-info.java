/**
 * Failed inserts and dead letters, sent on their way again.
 */
@NullMarked
package dev.sluice.repeater;

import org.jspecify.annotations.NullMarked;
