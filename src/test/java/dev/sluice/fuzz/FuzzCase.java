package dev.sluice.fuzz;

import java.util.List;

import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Records that come to a table one after the other.
 *
 * @param schema the table
 * @param settings the settings of its pipeline
 * @param records the values of the records
 */
record FuzzCase(TableSchema schema, Settings settings, List<byte[]> records) {

	/**
	 * How the program differs from what it should do, or {@code null}.
	 */
	@Nullable String difference() {
		TestedTable table = new TestedTable(this.schema, this.settings);
		for (byte[] record : this.records) {
			String difference = table.difference(record);
			if (difference != null) {
				return difference;
			}
		}
		return null;
	}

	FuzzCase withSchema(TableSchema schema) {
		return new FuzzCase(schema, this.settings, this.records);
	}

	FuzzCase withSettings(Settings settings) {
		return new FuzzCase(this.schema, settings, this.records);
	}

	FuzzCase withRecords(List<byte[]> records) {
		return new FuzzCase(this.schema, this.settings, records);
	}

}
