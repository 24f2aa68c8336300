package dev.sluice.mutator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Whether and how missing tables and datasets are created.
 *
 * @param table whether a missing table is created; otherwise the pipeline waits for it
 * @param dataset whether a missing dataset is created; otherwise the pipeline waits for
 * it
 * @param location location of created datasets and of jobs; a dataset elsewhere is named
 * in health, never changed
 * @param partition partitioning of created tables; none by default
 * @param clustering columns that created tables are clustered by, at most four
 * @param expiry how long a created table lives; for ever by default
 * @param labels labels of created tables
 * @param requirePartitionFilter whether queries of a created table must name its
 * partitions
 */
public record CreateProperties(@DefaultValue("if-needed") Creation table, @DefaultValue("if-needed") Creation dataset,
		@DefaultValue("US") String location, @NestedConfigurationProperty @Nullable PartitionProperties partition,
		@DefaultValue List<String> clustering, @Nullable Duration expiry, @DefaultValue Map<String, String> labels,
		@DefaultValue("false") boolean requirePartitionFilter) {

	public CreateProperties {
		clustering = List.copyOf(clustering);
		labels = Map.copyOf(labels);
		if (clustering.size() > 4) {
			throw new InvalidConfigurationPropertyValueException("clustering", String.join(",", clustering),
					"BigQuery clusters by at most four columns.");
		}
		if (requirePartitionFilter && partition == null) {
			throw new InvalidConfigurationPropertyValueException("require-partition-filter", true,
					"Only a partitioned table can require a filter: give 'partition' too.");
		}
	}

	/**
	 * The same with partitions by the days of a column, and with clustering, unless
	 * something is said of either.
	 */
	public CreateProperties orByDay(String column, List<String> clustering) {
		boolean said = this.partition != null || !this.clustering.isEmpty();
		return said ? this
				: new CreateProperties(this.table, this.dataset, this.location,
						new PartitionProperties(PartitionProperties.Unit.DAY, column, null, null), clustering,
						this.expiry, this.labels, this.requirePartitionFilter);
	}

	/**
	 * The same, but nothing is created.
	 */
	public CreateProperties never() {
		return new CreateProperties(Creation.NEVER, Creation.NEVER, this.location, this.partition, this.clustering,
				this.expiry, this.labels, this.requirePartitionFilter);
	}

	/** Whether something missing is created. */
	public enum Creation {

		IF_NEEDED, NEVER

	}

}
