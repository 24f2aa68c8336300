package dev.sluice.administration.tables;

import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.warehouse.CatalogException;

/**
 * Carries plans out, or only shows them, and takes down what was done or refused.
 *
 * @param journal takes it down
 */
record TableChanges(Journal journal) {

	/**
	 * Shows or carries out what is planned.
	 * @param verb what it is called
	 * @param pipeline the pipeline whose table it is
	 * @param dryRun whether it is only shown
	 * @param planning makes the plan
	 * @throws OperationRefusedException if it cannot be planned or is not carried out
	 */
	TableChange run(String verb, String pipeline, boolean dryRun, Supplier<ChangePlan> planning) {
		try {
			ChangePlan plan = plan(planning);
			if (dryRun) {
				return plan.shown();
			}
			if (!plan.obstacles().isEmpty()) {
				throw new OperationRefusedException(Why.UNSAFE, String.join("; ", plan.obstacles()));
			}
			String subject = "table " + plan.table() + " of pipeline " + pipeline;
			if (plan.destroys()) {
				this.journal.write(new Journal.Entry(verb, subject, plan.before(), Map.of(), "begun"));
			}
			String message = carryOut(plan);
			String unwritten = this.journal
				.write(new Journal.Entry(verb, subject, plan.before(), plan.after(), message));
			return plan.carriedOut((unwritten != null) ? message + "; " + unwritten : message);
		}
		catch (OperationRefusedException ex) {
			if (!dryRun) {
				this.journal.write(new Journal.Entry(verb, "table of pipeline " + pipeline, Map.of(), Map.of(),
						"refused: " + ex.getMessage()));
			}
			throw ex;
		}
	}

	private static ChangePlan plan(Supplier<ChangePlan> planning) {
		try {
			return planning.get();
		}
		catch (IllegalArgumentException ex) {
			throw new OperationRefusedException(Why.INVALID, String.valueOf(ex.getMessage()));
		}
		catch (CatalogException ex) {
			throw OperationRefusedException.by(ex);
		}
	}

	private static String carryOut(ChangePlan plan) {
		try {
			OperationOutcome outcome = plan.action().get();
			if (!outcome.done()) {
				throw new OperationRefusedException(Why.UNAVAILABLE, outcome.message());
			}
			return outcome.message();
		}
		catch (CatalogException ex) {
			throw OperationRefusedException.by(ex);
		}
	}

}
