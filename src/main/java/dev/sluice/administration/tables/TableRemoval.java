package dev.sluice.administration.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.Operator;
import dev.sluice.mutator.SchemaChange;
import dev.sluice.mutator.SchemaHistory;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;

/**
 * Drops tables. Blocks until BigQuery's write path has forgotten them, since it goes on
 * acknowledging rows for a table that is not there any more, and loses them.
 *
 * @param tables the catalog
 * @param writePath what believes in tables a while longer
 * @param history remembers that tables were dropped
 * @param clock tells the time
 */
record TableRemoval(Tables tables, WritePath writePath, SchemaHistory history, InstantSource clock) {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final long LOOK_EVERY_MILLIS = 500;

	/**
	 * Drops a table with all its rows.
	 * @param obstacles looks once more what keeps it from being dropped
	 * @throws OperationRefusedException if something does by now
	 * @throws CatalogException if BigQuery does not do it
	 */
	OperationOutcome drop(TableName table, Supplier<List<String>> obstacles) {
		List<String> found = obstacles.get();
		if (!found.isEmpty()) {
			throw new OperationRefusedException(Why.UNSAFE, String.join("; ", found));
		}
		if (!this.tables.drop(table)) {
			return new OperationOutcome(true, "table " + table + " was not there any more");
		}
		this.history.note(List.of(new SchemaChange(table, SchemaChange.Kind.DROPPED, null, null, this.clock.instant(),
				new ColumnCause.ByPerson(Operator.name()))));
		return new OperationOutcome(true, "table " + table + " has been dropped" + (forgotten(table) ? ""
				: ", but BigQuery's write path still knows it, and would lose rows: start no pipeline that writes to it"
						+ " for the next ten minutes"));
	}

	private boolean forgotten(TableName table) {
		Instant deadline = this.clock.instant().plus(LIMIT);
		while (known(table)) {
			if (!this.clock.instant().isBefore(deadline)) {
				return false;
			}
			CompletableFuture.runAsync(() -> {
			}, CompletableFuture.delayedExecutor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)).join();
		}
		return true;
	}

	private boolean known(TableName table) {
		try {
			return this.writePath.schema(table) != null;
		}
		catch (CatalogException ex) {
			return ex.problem() != CatalogException.Problem.DENIED;
		}
	}

}
