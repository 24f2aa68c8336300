package dev.sluice.emulator.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.rpc.Status;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.row.RowBatch;
import org.jspecify.annotations.Nullable;

/**
 * The bad rows of a request, as far as the answer lists them.
 */
final class RowErrors {

	private final int limit;

	private final Effect.@Nullable RefuseRows refusal;

	RowErrors(int limit, Optional<Effect.RefuseRows> refusal) {
		this.refusal = refusal.orElse(null);
		this.limit = (this.refusal != null && this.refusal.listed() > 0) ? Math.min(limit, this.refusal.listed())
				: limit;
	}

	List<RowError> of(RowBatch batch, RowRules rules) {
		List<RowError> errors = new ArrayList<>();
		for (int i = 0; i < batch.rows() && errors.size() < this.limit; i++) {
			String problem = refused(i) ? refusalMessage() : rules.problem(batch, i);
			if (problem != null) {
				errors.add(RowError.newBuilder()
					.setIndex(i)
					.setCode(RowError.RowErrorCode.FIELDS_ERROR)
					.setMessage(problem)
					.build());
			}
		}
		return errors;
	}

	private boolean refused(int row) {
		return this.refusal != null && (this.refusal.rows().isEmpty() ? row % this.refusal.every() == 0
				: this.refusal.rows().contains(row));
	}

	private String refusalMessage() {
		return (this.refusal != null) ? this.refusal.message() : "";
	}

	static Status status(String entity) {
		return Statuses.of("INVALID_ARGUMENT",
				"Errors found while processing rows. Please refer to the row_errors field for details. The list may not "
						+ "be complete because of the size limitations. Entity: " + entity);
	}

}
