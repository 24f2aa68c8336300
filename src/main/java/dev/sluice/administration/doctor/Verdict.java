package dev.sluice.administration.doctor;

/** What a check has come to. */
public enum Verdict {

	/** All is well. */
	OK,

	/** Loading goes on, but somebody should know. */
	WARNING,

	/** Loading does not work, or will not. */
	FAILED,

	/** It could not be looked at, or there was no need to. */
	SKIPPED

}
