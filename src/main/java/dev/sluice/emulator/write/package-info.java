/**
 * The Storage Write API over gRPC.
 */
@NullMarked
package dev.sluice.emulator.write;

import org.jspecify.annotations.NullMarked;
