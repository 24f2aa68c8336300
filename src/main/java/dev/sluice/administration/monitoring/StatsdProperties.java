package dev.sluice.administration.monitoring;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where metrics are sent as DogStatsD over UDP. Nowhere by default.
 *
 * @param hostname the host that takes metrics; none are sent without it
 * @param port the UDP port that takes metrics
 * @param period how often metrics are sent; counters are those of the period
 * @param tags what every metric says besides, such as the environment
 * @param prefix what names of metrics begin with
 * @param names the names of the metrics: '2.x' (events_good, events_bad, latency_millis,
 * e2e_latency_millis) or '1.x' (good, failed_inserts, bad, latency), as Snowplow's loader
 * of that version
 */
@ConfigurationProperties("sluice.monitoring.statsd")
public record StatsdProperties(@Nullable String hostname, @DefaultValue("8125") int port,
		@DefaultValue("60s") Duration period, @DefaultValue Map<String, String> tags,
		@DefaultValue("snowplow.bigquery-loader") String prefix, @DefaultValue("2.x") String names) {

	static final String HOSTNAME = "sluice.monitoring.statsd.hostname";

	/** What would end a part of a line. */
	private static final Pattern SEPARATOR = Pattern.compile("[|#,\\r\\n]");

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final int LAST_PORT = 65_535;

	public StatsdProperties {
		tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
		if (hostname != null && hostname.isBlank()) {
			throw refused("hostname", hostname, "Must be the name or the address of a host.");
		}
		if (port < 1 || port > LAST_PORT) {
			throw refused("port", port, "Must be from 1 to 65535.");
		}
		if (period.compareTo(SHORTEST) < 0) {
			throw refused("period", period, "Must be at least 1s.");
		}
		tags.forEach((name, value) -> {
			if (name.indexOf(':') >= 0 || SEPARATOR.matcher(name + value).find()) {
				throw refused("tags." + name, value, "Must not have '|', '#', ',' or a line's end in it.");
			}
		});
		if (prefix.isBlank() || prefix.indexOf(':') >= 0 || SEPARATOR.matcher(prefix).find()) {
			throw refused("prefix", prefix, "Must be a name without '|', '#', ',' or ':'.");
		}
		if (StatsdNames.of(names) == null) {
			throw refused("names", names, "Must be '2.x' or '1.x'.");
		}
	}

	private static InvalidConfigurationPropertyValueException refused(String property, Object value, String reason) {
		return new InvalidConfigurationPropertyValueException(property, value, reason);
	}

}
