/**
 * Tables by hand: what they are like, where their columns come from, and changes of them.
 */
@NullMarked
package dev.sluice.administration.tables;

import org.jspecify.annotations.NullMarked;
