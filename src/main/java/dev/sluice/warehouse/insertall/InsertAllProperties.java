package dev.sluice.warehouse.insertall;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How streaming inserts are sent.
 *
 * @param answerLimit how long a request may stay unanswered until its rows are sent again
 * @param threads most requests at a time, of all pipelines together
 */
@ConfigurationProperties("sluice.streaming-inserts")
public record InsertAllProperties(@DefaultValue("60s") Duration answerLimit, @DefaultValue("32") int threads) {

	public InsertAllProperties {
		if (answerLimit.isNegative() || answerLimit.isZero()) {
			throw new InvalidConfigurationPropertyValueException("answer-limit", answerLimit,
					"Must be longer than nothing.");
		}
		if (threads < 1) {
			throw new InvalidConfigurationPropertyValueException("threads", threads, "Must be at least 1.");
		}
	}

}
