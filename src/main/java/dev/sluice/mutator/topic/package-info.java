/**
 * The types topic, by which loaders tell which columns they need, and those who listen to
 * it and alter tables.
 */
@NullMarked
package dev.sluice.mutator.topic;

import org.jspecify.annotations.NullMarked;
