package dev.sluice.emulator.fault;

/**
 * When a fault strikes: before the call has any effect, or after the effect is durable
 * and before the answer.
 */
public enum Moment {

	BEFORE, AFTER

}
