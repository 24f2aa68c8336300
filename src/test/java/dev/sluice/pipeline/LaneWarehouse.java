package dev.sluice.pipeline;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.Warehouse;
import dev.sluice.warehouse.WriteProperties;

/**
 * A way into BigQuery that a test answers for.
 *
 * @param appends answers to appends
 * @param publishesLater whether rows are published later
 */
record LaneWarehouse(Function<EncodedRows, CompletionStage<AppendResult>> appends,
		boolean publishesLater) implements Warehouse {

	@Override
	public WriteProperties.Mode mode() {
		return WriteProperties.Mode.STORAGE_WRITE;
	}

	@Override
	public RowEncoding encoding() {
		return RowEncoding.WIRE;
	}

	@Override
	public Lane lane(TableName table) {
		return new Lane() {

			@Override
			public CompletionStage<AppendResult> append(EncodedRows rows) {
				return LaneWarehouse.this.appends.apply(rows);
			}

			@Override
			public void close() {
			}

		};
	}

}
