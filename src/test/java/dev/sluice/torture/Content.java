package dev.sluice.torture;

/**
 * What a record says of itself.
 *
 * @param seed the seed of the run that produced it
 * @param part the partition that it was meant for
 * @param n its number among the records of its topic and partition
 */
record Content(long seed, int part, long n) {

}
