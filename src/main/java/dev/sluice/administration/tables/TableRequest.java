package dev.sluice.administration.tables;

import java.util.List;

import dev.sluice.mutator.CreateProperties;
import dev.sluice.mutator.CreateProperties.Creation;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.PartitionProperties;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * How a table shall be created, where that differs from the pipeline's settings. The
 * names and words are those of Snowplow's {@code mutator create}.
 *
 * @param partitionColumn a TIMESTAMP column that decides on a row's partition
 * @param partitioningType the unit of partitions: day
 * @param requirePartitionFilter whether queries must name partitions
 * @param clustering the columns that the table is clustered by
 */
public record TableRequest(@Nullable String partitionColumn, @Nullable String partitioningType,
		@Nullable Boolean requirePartitionFilter, @Nullable List<String> clustering) {

	private static final String DAY = "day";

	/**
	 * A pipeline's options with these in the place of its own.
	 * @throws IllegalArgumentException if they make no sense
	 */
	Mutators.Options over(Mutators.Options options) {
		if (this.partitioningType != null && !DAY.equals(this.partitioningType)) {
			throw new IllegalArgumentException("Partitioning type needs to be one of the following: [day]");
		}
		if (this.partitionColumn != null && options.schema() == null) {
			checkColumn(this.partitionColumn, options.furtherColumns());
		}
		CreateProperties create = options.create();
		CreateProperties changed = new CreateProperties(Creation.IF_NEEDED, create.dataset(), create.location(),
				partition(create), (this.clustering != null) ? this.clustering : create.clustering(), create.expiry(),
				create.labels(),
				(this.requirePartitionFilter != null) ? this.requirePartitionFilter : create.requirePartitionFilter());
		return new Mutators.Options(options.pipeline(), changed, options.evolution(), options.schema(),
				options.furtherColumns(), false);
	}

	private @Nullable PartitionProperties partition(CreateProperties create) {
		return (this.partitionColumn == null && this.partitioningType == null) ? create.partition()
				: new PartitionProperties(PartitionProperties.Unit.DAY, this.partitionColumn, null, null);
	}

	private static void checkColumn(String name, List<Column> columns) {
		Column column = columns.stream()
			.filter((candidate) -> candidate.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Field does not exist"));
		if (column.type() != ColumnType.TIMESTAMP) {
			throw new IllegalArgumentException("The column's type isn't TIMESTAMP");
		}
	}

}
