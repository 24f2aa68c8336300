package dev.sluice.mutator;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How tables change while they are loaded.
 *
 * @param relax whether a REQUIRED column is relaxed to NULLABLE when a record lacks it
 * @param propagationLimit how long rows wait for the write path to see a new column
 * before they become failed inserts
 */
public record EvolutionProperties(@DefaultValue("false") boolean relax,
		@DefaultValue("10m") Duration propagationLimit) {

	public EvolutionProperties {
		if (propagationLimit.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("propagation-limit", propagationLimit,
					"Must not be negative.");
		}
	}

}
