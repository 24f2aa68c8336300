/**
 * Records into rows.
 */
@NullMarked
package dev.sluice.transform;

import org.jspecify.annotations.NullMarked;
