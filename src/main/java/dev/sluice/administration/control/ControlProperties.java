package dev.sluice.administration.control;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How instances of a pipeline agree on what it is to do.
 *
 * @param enabled whether they do; if not, verbs and status are those of the instance that
 * is asked, and a pause does not survive a restart
 * @param topic compacted topic that they agree by; created when it is missing
 * @param timeout longest wait for the other instances to answer or to carry out a verb;
 * what has not come by then is named
 * @param flushTimeout longest wait for everything that was read to be stored
 */
@ConfigurationProperties("sluice.administration.control")
public record ControlProperties(@DefaultValue("true") boolean enabled, @DefaultValue("sluice-control") String topic,
		@DefaultValue("3s") Duration timeout, @DefaultValue("30s") Duration flushTimeout) {

	public ControlProperties {
		positive("timeout", timeout);
		positive("flush-timeout", flushTimeout);
	}

	private static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be longer than nothing.");
		}
	}

}
