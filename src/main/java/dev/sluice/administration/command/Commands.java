package dev.sluice.administration.command;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.OperationRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * All commands of the jar.
 */
final class Commands {

	private static final int DONE = 0;

	private static final int FAILED = 1;

	/** It was not meant so, or could not be tried. */
	private static final int IMPOSSIBLE = 2;

	private final List<Command> all;

	Commands(List<Command> all) {
		this.all = List.copyOf(all);
	}

	/**
	 * Runs a command.
	 * @param out takes what happened
	 * @param err takes what went wrong
	 * @return the status that the process ends with: 0 if it is done, now or already, 1
	 * if it failed, 2 if it was not meant so or could not be tried
	 */
	int run(CommandLine line, PrintStream out, PrintStream err) {
		Command command = find(line.command());
		if (command == null) {
			err.println("there is no command '" + line.command() + "', only:\n"
					+ this.all.stream()
						.map((known) -> "  " + known.name() + " " + known.usage())
						.collect(Collectors.joining("\n")));
			return IMPOSSIBLE;
		}
		try {
			checkOptions(command, line);
			OperationOutcome outcome = command.run(line.options());
			(outcome.answered() ? out : err).println(outcome.message());
			return outcome.done() ? DONE : FAILED;
		}
		catch (OperationRefusedException ex) {
			err.println(ex.getMessage());
			return IMPOSSIBLE;
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage() + "\nusage: " + command.name() + " " + command.usage());
			return IMPOSSIBLE;
		}
		catch (Throwable ex) {
			err.println("unforeseen: " + ex);
			return IMPOSSIBLE;
		}
	}

	private @Nullable Command find(String name) {
		return this.all.stream().filter((command) -> command.name().equals(name)).findFirst().orElse(null);
	}

	private static void checkOptions(Command command, CommandLine line) {
		for (String option : line.options().values().keySet()) {
			if (!command.options().contains(option)) {
				throw new IllegalArgumentException("there is no option --" + option);
			}
		}
	}

}
