package dev.sluice.pipeline;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import dev.sluice.warehouse.WriteProperties.Mode;

import org.springframework.util.unit.DataSize;

/**
 * BigQuery's quotas of what is written per second, which are the default of budgets. As
 * of November 2026, from https://cloud.google.com/bigquery/quotas; they count all that
 * writes to a project, not this process alone, and can be raised.
 */
final class BigQueryQuotas {

	/** The locations with the larger quotas. */
	private static final Set<String> MULTI_REGIONS = Set.of("us", "eu");

	private static final DataSize STORAGE_WRITE = DataSize.ofGigabytes(3);

	private static final DataSize STREAMING_INSERTS = DataSize.ofGigabytes(1);

	private static final DataSize ELSEWHERE = DataSize.ofMegabytes(300);

	private BigQueryQuotas() {
	}

	/**
	 * The smallest quota of bytes per second that some pipelines have.
	 */
	static DataSize bytesPerSecond(Collection<PipelineProperties> pipelines) {
		return pipelines.stream().map(BigQueryQuotas::bytesPerSecond).min(DataSize::compareTo).orElse(STORAGE_WRITE);
	}

	private static DataSize bytesPerSecond(PipelineProperties pipeline) {
		if (!MULTI_REGIONS.contains(pipeline.create().location().toLowerCase(Locale.ROOT))) {
			return ELSEWHERE;
		}
		return (pipeline.write().mode() == Mode.STREAMING_INSERTS) ? STREAMING_INSERTS : STORAGE_WRITE;
	}

}
