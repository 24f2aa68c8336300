package dev.sluice.benchmark;

/**
 * What the null warehouse has acknowledged since it was last told to begin anew.
 *
 * @param rows the rows of all tables
 * @param bytes the bytes of these rows, as they were encoded
 * @param requests the requests that brought them
 * @param samples the number of rows whose time was looked at
 * @param p50 the median time from a record's timestamp, which its row holds, to the
 * acknowledgement, in milliseconds
 * @param p99 the same, for 99 of 100 rows
 * @param max the longest
 */
record WarehouseCounts(long rows, long bytes, long requests, long samples, double p50, double p99, double max) {

}
