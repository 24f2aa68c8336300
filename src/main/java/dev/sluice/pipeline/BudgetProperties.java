package dev.sluice.pipeline;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * How much may be appended per second. What is above it waits, and partitions pause
 * meanwhile.
 *
 * @param bytesPerSecond most bytes of rows per second; of the instance, BigQuery's quota
 * by default: 3GB in US and EU (streaming inserts 1GB), 300MB elsewhere
 * @param rowsPerSecond most rows per second; no bound by default, BigQuery has none
 */
public record BudgetProperties(@Nullable DataSize bytesPerSecond, @Nullable Long rowsPerSecond) {

	public BudgetProperties {
		if (bytesPerSecond != null && bytesPerSecond.toBytes() < 1) {
			throw new InvalidConfigurationPropertyValueException("bytes-per-second", bytesPerSecond,
					"Must be at least 1B.");
		}
		if (rowsPerSecond != null && rowsPerSecond < 1) {
			throw new InvalidConfigurationPropertyValueException("rows-per-second", rowsPerSecond,
					"Must be at least 1.");
		}
	}

}
