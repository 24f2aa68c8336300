package dev.sluice.pipeline;

import java.util.function.Function;

import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.Warehouse;
import dev.sluice.warehouse.WriteProperties;

/**
 * A way into BigQuery whose lanes a test makes.
 *
 * @param lanes makes a lane for a table
 */
record LaneWarehouse(Function<TableName, Lane> lanes) implements Warehouse {

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
		return this.lanes.apply(table);
	}

}
