package dev.sluice.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * What Sluice loads.
 *
 * @param pipelines the pipelines, by name
 * @param memory bounds on memory
 * @param budget bounds on what the instance appends, all pipelines together; BigQuery's
 * quota of bytes by default
 * @param kafka what may be asked of Kafka
 * @param run how long it runs: 'forever', or 'until-caught-up' with what the topics hold
 * at the start
 */
@ConfigurationProperties("sluice")
public record SluiceProperties(@DefaultValue Map<String, PipelineProperties> pipelines, @DefaultValue Memory memory,
		@NestedConfigurationProperty @DefaultValue BudgetProperties budget, @DefaultValue Kafka kafka,
		@DefaultValue("forever") Run run) {

	public SluiceProperties {
		pipelines = new LinkedHashMap<>(pipelines);
	}

	/** How long the process runs. */
	public enum Run {

		/** Until it is stopped. */
		FOREVER,

		/** Until all that the topics hold at its start is loaded. */
		UNTIL_CAUGHT_UP

	}

	/**
	 * The budget, with BigQuery's quota where nothing else is said.
	 */
	public BudgetProperties boundedBudget() {
		return (this.budget.bytesPerSecond() != null) ? this.budget : new BudgetProperties(
				BigQueryQuotas.bytesPerSecond(this.pipelines.values()), this.budget.rowsPerSecond());
	}

	/**
	 * BigQuery's quota of bytes that all writers of a project write per second, the
	 * smallest that the pipelines have.
	 */
	public DataSize quotaPerSecond() {
		return BigQueryQuotas.bytesPerSecond(this.pipelines.values());
	}

	/**
	 * What may be asked of Kafka.
	 *
	 * @param allowLatest whether auto-offset-reset may be 'latest', which skips what was
	 * written before the first start
	 */
	public record Kafka(@DefaultValue("false") boolean allowLatest) {

	}

	/**
	 * Bounds on memory.
	 *
	 * @param inFlight most bytes in flight over all pipelines of the instance, from poll
	 * to acknowledgement; at the bound, partitions pause
	 */
	public record Memory(@DefaultValue("96MB") DataSize inFlight) {

		public Memory {
			if (inFlight.compareTo(DataSize.ofMegabytes(8)) < 0) {
				throw new InvalidConfigurationPropertyValueException("in-flight", inFlight, "Must be at least 8MB.");
			}
		}

	}

}
