package dev.sluice.administration.command;

import java.util.Set;

import dev.sluice.administration.OperationOutcome;

/**
 * A command of the jar.
 */
interface Command {

	String name();

	/**
	 * How it is used, after its name.
	 */
	String usage();

	/**
	 * The names of its options.
	 */
	Set<String> options();

	/**
	 * Does it.
	 * @throws IllegalArgumentException if the options make no sense
	 */
	OperationOutcome run(Options options);

}
