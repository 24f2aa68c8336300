/**
 * The parts that both protocols work on, put together.
 */
@NullMarked
package dev.sluice.emulator.engine;

import org.jspecify.annotations.NullMarked;
