package dev.sluice.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;

/**
 * Tables as the catalog has them when they are asked for first. Changes nothing, and
 * blocks. Owned by one thread.
 */
final class FreshTables implements Mutator {

	private static final Duration LIMIT = Duration.ofSeconds(15);

	private final Map<TableName, TableState> states = new HashMap<>();

	private final Mutator catalog;

	FreshTables(Mutator catalog) {
		this.catalog = catalog;
	}

	@Override
	public TableState state(TableName table) {
		TableState known = this.states.get(table);
		if (known == null) {
			known = ask(table);
			this.states.put(table, known);
		}
		return known;
	}

	private TableState ask(TableName table) {
		try {
			return this.catalog.recheck(table).toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("the catalog has not answered", ex);
		}
	}

	@Override
	public CompletionStage<TableState> prepare(TableName table, ColumnAdditions additions) {
		throw new UnsupportedOperationException("a rehearsal changes nothing");
	}

	@Override
	public CompletionStage<TableState> recheck(TableName table) {
		throw new UnsupportedOperationException("a rehearsal changes nothing");
	}

	@Override
	public Mutator unaltering() {
		return this;
	}

}
