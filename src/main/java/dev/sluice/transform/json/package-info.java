/**
 * Rows from JSON.
 */
@NullMarked
package dev.sluice.transform.json;

import org.jspecify.annotations.NullMarked;
