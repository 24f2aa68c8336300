/**
 * Places where the repeater leaves what it has given up: files in a directory or a
 * bucket, and a topic.
 */
@NullMarked
package dev.sluice.repeater.deadend;

import org.jspecify.annotations.NullMarked;
