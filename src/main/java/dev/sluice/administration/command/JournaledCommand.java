package dev.sluice.administration.command;

import java.util.Map;
import java.util.Set;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.OperationRefusedException;

/**
 * A command that changes something, which the journal takes down, also if it is refused.
 *
 * @param command the command
 * @param journal takes it down
 */
record JournaledCommand(Command command, Journal journal) implements Command {

	@Override
	public String name() {
		return this.command.name();
	}

	@Override
	public String usage() {
		return this.command.usage();
	}

	@Override
	public Set<String> options() {
		return this.command.options();
	}

	@Override
	public OperationOutcome run(Options options) {
		try {
			OperationOutcome outcome = this.command.run(options);
			write(options, outcome.message());
			return outcome;
		}
		catch (OperationRefusedException ex) {
			write(options, "refused: " + ex.getMessage());
			throw ex;
		}
	}

	private void write(Options options, String outcome) {
		String pipeline = options.get("pipeline");
		this.journal.write(new Journal.Entry(name(),
				(pipeline != null) ? "table of pipeline " + pipeline : "table of the pipeline", Map.of(),
				options.values(), outcome));
	}

}
