package dev.sluice.administration.tables;

import java.util.List;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.mutator.Mutators;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.TableProfile;
import dev.sluice.warehouse.Tables;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Tells of tables. Blocks. Thread-safe.
 *
 * @param tables the catalog
 * @param writers knows who writes to which table
 * @param mutators know the tables that this instance uses
 * @param history knows how tables have changed
 */
record TableDescriptions(Tables tables, TableWriters writers, Mutators mutators, HistoryReader history) {

	/**
	 * The tables of all pipelines.
	 */
	List<PipelineTablesDescriptor> all() {
		return this.writers.properties().pipelines().keySet().stream().map(this::of).toList();
	}

	/**
	 * The tables of a pipeline.
	 */
	PipelineTablesDescriptor of(String pipeline) {
		return new PipelineTablesDescriptor(pipeline, this.writers.pipeline(pipeline).table(),
				this.mutators.tables(pipeline));
	}

	/**
	 * A table of a pipeline, or {@code null} if it is not there.
	 */
	@Nullable TableDescriptor describe(String pipeline, String given) {
		TableName table = this.writers.table(pipeline, given);
		TableProfile profile = profile(table);
		if (profile == null) {
			return null;
		}
		List<HistoryEntry> entries = List.of();
		String problem = null;
		try {
			entries = this.history.of(table);
		}
		catch (KafkaException ex) {
			problem = "its history cannot be read: " + ex.getMessage();
		}
		return TableDescriptor.of(table, this.writers.of(table), profile, TableHistory.of(entries, profile.createdAt()),
				problem);
	}

	private @Nullable TableProfile profile(TableName table) {
		try {
			return this.tables.profile(table);
		}
		catch (CatalogException ex) {
			throw new OperationRefusedException(Why.UNAVAILABLE,
					"BigQuery does not describe table " + table + ": " + ex.getMessage());
		}
	}

}
