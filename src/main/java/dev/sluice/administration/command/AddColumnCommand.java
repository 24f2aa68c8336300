package dev.sluice.administration.command;

import java.util.Set;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.tables.TableOperations;

/**
 * Adds the column of a type to the table of a pipeline.
 *
 * @param tables does it
 */
record AddColumnCommand(TableOperations tables) implements Command {

	@Override
	public String name() {
		return "add-column";
	}

	@Override
	public String usage() {
		return "[--pipeline=NAME] --schema=iglu:VENDOR/NAME/jsonschema/1-0-0"
				+ " --shred-property=CONTEXTS|DERIVED_CONTEXTS|UNSTRUCT_EVENT";
	}

	@Override
	public Set<String> options() {
		return Set.of("pipeline", "schema", "shred-property");
	}

	@Override
	public OperationOutcome run(Options options) {
		return this.tables.addColumn(this.tables.pipelineOr(options.get("pipeline")), options.need("schema"),
				options.need("shred-property"));
	}

}
