/**
 * Failed inserts, inserted again later.
 */
@NullMarked
package dev.sluice.repeater;

import org.jspecify.annotations.NullMarked;
