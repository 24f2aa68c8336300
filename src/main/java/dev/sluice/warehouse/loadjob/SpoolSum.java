package dev.sluice.warehouse.loadjob;

/**
 * The rows of a table that wait.
 *
 * @param rows their number
 * @param bytes their size on disk
 */
record SpoolSum(long rows, long bytes) {

	static final SpoolSum NOTHING = new SpoolSum(0, 0);

	SpoolSum plus(long moreRows, long moreBytes) {
		return new SpoolSum(this.rows + moreRows, this.bytes + moreBytes);
	}

}
