package dev.sluice.administration.command;

import java.util.Set;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.tables.TableOperations;
import dev.sluice.administration.tables.TableRequest;

/**
 * Creates the table of a pipeline.
 *
 * @param tables does it
 */
record CreateCommand(TableOperations tables) implements Command {

	@Override
	public String name() {
		return "create";
	}

	@Override
	public String usage() {
		return "[--pipeline=NAME] [--partitionColumn=COLUMN] [--partitioningType=day] [--requirePartitionFilter]"
				+ " [--clustering=COLUMN,...]";
	}

	@Override
	public Set<String> options() {
		return Set.of("pipeline", "partitionColumn", "partitioningType", "requirePartitionFilter", "clustering");
	}

	@Override
	public OperationOutcome run(Options options) {
		return this.tables.create(this.tables.pipelineOr(options.get("pipeline")),
				new TableRequest(options.get("partitionColumn"), options.get("partitioningType"),
						options.flag("requirePartitionFilter"), options.list("clustering")));
	}

}
