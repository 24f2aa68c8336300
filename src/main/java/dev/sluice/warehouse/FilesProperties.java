package dev.sluice.warehouse;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How rows are loaded from files.
 *
 * @param frequency time between load jobs
 * @param labels labels of load jobs
 */
public record FilesProperties(@DefaultValue("5m") Duration frequency, @DefaultValue Map<String, String> labels) {

	public FilesProperties {
		labels = Map.copyOf(labels);
		if (frequency.isNegative() || frequency.isZero()) {
			throw new InvalidConfigurationPropertyValueException("frequency", frequency,
					"Must be longer than nothing.");
		}
	}

}
