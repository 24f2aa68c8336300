/**
 * What schemas mean in columns.
 */
@NullMarked
package dev.sluice.schema;

import org.jspecify.annotations.NullMarked;
