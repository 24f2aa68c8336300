/**
 * Conformance with files of cases that other programs made.
 */
@NullMarked
package dev.sluice.conformance;

import org.jspecify.annotations.NullMarked;
