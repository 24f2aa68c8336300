package dev.sluice.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;

/**
 * Tables that are there, with every column that is needed.
 */
final class ReadyTables implements Mutator {

	private final Map<TableName, TableState> states = new HashMap<>();

	@Override
	public TableState state(TableName table) {
		return this.states.computeIfAbsent(table, ReadyTables::ready);
	}

	private static TableState ready(TableName table) {
		RowLayout layout = RowLayout.of(table, new TableSchema(List.of(SimulatedRecord.NUMBER)));
		return new TableState.Ready(layout, layout, TableState.ColumnVerdicts.NONE);
	}

	@Override
	public CompletionStage<TableState> prepare(TableName table, ColumnAdditions additions) {
		return look(table);
	}

	@Override
	public CompletionStage<TableState> look(TableName table) {
		return CompletableFuture.completedFuture(state(table));
	}

	@Override
	public CompletionStage<TableState> recheck(TableName table) {
		return look(table);
	}

	@Override
	public void lookForChanges(TableName table) {
		// nothing changes
	}

	@Override
	public Collection<TableName> used() {
		return this.states.keySet();
	}

	@Override
	public Mutator unaltering() {
		return this;
	}

}
