package dev.sluice.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.warehouse.AppendResult;

/**
 * An append request that a test answers.
 */
public final class HeldAppend {

	private final EncodedRows rows;

	private final CompletableFuture<AppendResult> answer = new CompletableFuture<>();

	private final List<Long> stored;

	HeldAppend(EncodedRows rows, List<Long> stored) {
		this.rows = rows;
		this.stored = stored;
	}

	EncodedRows rows() {
		return this.rows;
	}

	int count() {
		return this.rows.count();
	}

	/** The receipt of a row's slice. */
	SliceReceipt receipt(int row) {
		return ((RowSlab) this.rows).origin(row).receipt();
	}

	RowLayout layout() {
		return this.rows.layout();
	}

	byte[] buffer() {
		return this.rows.buffer();
	}

	/** The number in a row: a tag, then a varint of one byte. */
	long number(int row) {
		return this.rows.buffer()[this.rows.start(row) + 1];
	}

	CompletionStage<AppendResult> stage() {
		return this.answer;
	}

	boolean answered() {
		return this.answer.isDone();
	}

	void answer(AppendResult result) {
		if (result instanceof AppendResult.Stored) {
			for (int row = 0; row < this.rows.count(); row++) {
				this.stored.add(number(row));
			}
		}
		this.answer.complete(result);
	}

}
