package dev.sluice.warehouse.loadjob;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.table.EncodedRows;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;

/**
 * A lane that nothing goes through.
 */
final class NoLane implements Lane {

	@Override
	public CompletionStage<AppendResult> append(EncodedRows rows) {
		return new CompletableFuture<>();
	}

	@Override
	public void close() {
	}

}
