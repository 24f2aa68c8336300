package dev.sluice.administration.doctor;

/**
 * Looks at one part of what loading needs, and changes nothing. Blocks; it is interrupted
 * when its time is up.
 */
interface Examiner {

	/**
	 * The group of its checks.
	 */
	String group();

	/**
	 * Makes the checks. What it throws is a failure of the whole part.
	 */
	void examine(Scope scope, Checks checks) throws Exception;

}
