package dev.sluice.pipeline;

/**
 * What bounds all pipelines of the process together.
 *
 * @param memory bounds what is in flight
 * @param budgets bounds what is sent
 */
record Bounds(SlabMemory memory, Budgets budgets) {

}
