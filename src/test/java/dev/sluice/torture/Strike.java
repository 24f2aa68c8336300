package dev.sluice.torture;

import java.time.Duration;

/**
 * A fault in a schedule.
 *
 * @param kind what happens
 * @param at when, counted from the beginning of the schedule
 * @param length how long it is in force
 * @param dice decides what the kind leaves open, such as which of the loaders; not
 * negative
 */
record Strike(FaultKind kind, Duration at, Duration length, int dice) {

}
