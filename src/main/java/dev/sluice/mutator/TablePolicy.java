package dev.sluice.mutator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.mutator.CreateProperties.Creation;
import dev.sluice.table.Column;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.Partitioning;
import dev.sluice.warehouse.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What one pipeline wants of its tables.
 *
 * @param create whether and how they are created
 * @param evolution how they change
 * @param schema the columns that the pipeline's settings give; empty if they are inferred
 * @param more columns of the pipeline's own, such as those for positions
 * @param alters whether columns are added to tables that exist; if not, rows do not wait
 * for columns that the catalog lacks
 */
record TablePolicy(CreateProperties create, EvolutionProperties evolution, TableSchema schema, List<Column> more,
		boolean alters) {

	TablePolicy {
		more = List.copyOf(more);
	}

	boolean createsTables() {
		return this.create.table() == Creation.IF_NEEDED;
	}

	boolean createsDatasets() {
		return this.create.dataset() == Creation.IF_NEEDED;
	}

	Duration propagationLimit() {
		return this.evolution.propagationLimit();
	}

	TablePolicy unaltering() {
		return new TablePolicy(this.create, this.evolution, this.schema, this.more, false);
	}

	/**
	 * The same without any change of tables.
	 */
	TablePolicy looking() {
		return new TablePolicy(this.create.never(), this.evolution, this.schema, this.more, false);
	}

	/**
	 * The verdict on a column that the layout lacks.
	 * @return the verdict, or {@code null} if it may still come
	 */
	TableState.@Nullable ColumnVerdict verdict(TableFacts facts, MissingColumn column, Instant now) {
		TableState.ColumnVerdict verdict = facts.verdict(column, propagationLimit(), now);
		boolean comes = this.alters || !column.isMissingFrom(facts.catalog().schema());
		return (verdict != null || comes) ? verdict : new TableState.ColumnVerdict.Overdue();
	}

	/**
	 * The columns that a table gets in any case.
	 */
	TableSchema columns() {
		List<Column> columns = new ArrayList<>(this.schema.columns());
		this.more.stream().filter((column) -> this.schema.find(column.name()) == null).forEach(columns::add);
		return MissingColumn.additions(new TableSchema(this.more)).applyTo(new TableSchema(columns));
	}

	TableDefinition definition(TableSchema columns) {
		return new TableDefinition(columns, partitioning(), this.create.clustering(), this.create.expiry(),
				this.create.labels(), this.create.requirePartitionFilter(), null);
	}

	private @Nullable Partitioning partitioning() {
		PartitionProperties partition = this.create.partition();
		if (partition == null) {
			return null;
		}
		PartitionProperties.Range range = partition.range();
		if (range != null && partition.column() != null) {
			return new Partitioning.IntegerRange(partition.column(), range.start(), range.end(), range.interval());
		}
		return (partition.time() != null) ? new Partitioning.Time(Partitioning.Unit.valueOf(partition.time().name()),
				partition.column(), partition.expiry()) : null;
	}

}
