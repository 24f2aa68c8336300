package dev.sluice.retry;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How long to wait between attempts, for each of the four kinds of trouble. No number of
 * attempts is given: Sluice goes on until it succeeds, with its partitions paused.
 *
 * @param setup the clock of what a person must mend, such as a missing permission
 * @param outage the clock of outages, overload and used-up quotas
 * @param propagation the clock of waiting for the write path to see a change of a table
 * @param columnsFull the clock of tables that have as many columns as BigQuery allows
 */
@ConfigurationProperties("sluice.retry")
public record RetryProperties(@DefaultValue Setup setup, @Name("transient") @DefaultValue Outage outage,
		@DefaultValue Propagation propagation, @DefaultValue ColumnsFull columnsFull) {

	private static RetryClock clock(Duration initial, double multiplier, Duration longest) {
		if (initial.isNegative() || initial.isZero()) {
			throw new InvalidConfigurationPropertyValueException("initial", initial, "Must be longer than nothing.");
		}
		if (multiplier < 1) {
			throw new InvalidConfigurationPropertyValueException("multiplier", multiplier, "Must be at least 1.");
		}
		if (longest.compareTo(initial) < 0) {
			throw new InvalidConfigurationPropertyValueException("longest", longest,
					"Must not be below 'initial', the first wait.");
		}
		return new RetryClock(initial, multiplier, longest);
	}

	/**
	 * The clock of what a person must mend.
	 *
	 * @param initial wait after the first failure
	 * @param multiplier by how much each wait grows
	 * @param longest longest wait
	 */
	public record Setup(@DefaultValue("5s") Duration initial, @DefaultValue("2") double multiplier,
			@DefaultValue("1m") Duration longest) {

		public Setup {
			RetryProperties.clock(initial, multiplier, longest);
		}

		public RetryClock clock() {
			return RetryProperties.clock(this.initial, this.multiplier, this.longest);
		}

	}

	/**
	 * The clock of outages.
	 *
	 * @param initial wait after the first failure
	 * @param multiplier by how much each wait grows
	 * @param longest longest wait
	 */
	public record Outage(@DefaultValue("200ms") Duration initial, @DefaultValue("2") double multiplier,
			@DefaultValue("30s") Duration longest) {

		public Outage {
			RetryProperties.clock(initial, multiplier, longest);
		}

		public RetryClock clock() {
			return RetryProperties.clock(this.initial, this.multiplier, this.longest);
		}

	}

	/**
	 * The clock of waiting for the write path.
	 *
	 * @param initial wait after the first look
	 * @param multiplier by how much each wait grows
	 * @param longest longest wait
	 */
	public record Propagation(@DefaultValue("250ms") Duration initial, @DefaultValue("1.2") double multiplier,
			@DefaultValue("1s") Duration longest) {

		public Propagation {
			RetryProperties.clock(initial, multiplier, longest);
		}

		public RetryClock clock() {
			return RetryProperties.clock(this.initial, this.multiplier, this.longest);
		}

	}

	/**
	 * The clock of full tables.
	 *
	 * @param initial wait after the first refusal
	 * @param multiplier by how much each wait grows
	 * @param longest longest wait
	 */
	public record ColumnsFull(@DefaultValue("5m") Duration initial, @DefaultValue("1") double multiplier,
			@DefaultValue("5m") Duration longest) {

		public ColumnsFull {
			RetryProperties.clock(initial, multiplier, longest);
		}

		public RetryClock clock() {
			return RetryProperties.clock(this.initial, this.multiplier, this.longest);
		}

	}

}
