package dev.sluice.administration.audit;

/**
 * A look at one record: what it could become, without writing anything.
 */
interface RecordLook {

	/**
	 * Whether it could make more than one row, by a quick look.
	 */
	boolean canMakeSeveralRows();

	/**
	 * What it becomes.
	 */
	Expectation expectation();

}
